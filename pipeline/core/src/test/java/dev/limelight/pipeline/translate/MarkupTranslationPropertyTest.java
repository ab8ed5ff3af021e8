package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

class MarkupTranslationPropertyTest {

    private static final WordByWord MODEL = new WordByWord(200);
    private static final WordByWord DROPPING =
            new WordByWord(200, word -> word.length() % 3 == 0 ? "" : word);

    @AfterContainer
    static void close() {
        MODEL.close();
        DROPPING.close();
    }

    @Provide
    Arbitrary<String> pages() {
        return Pages.any();
    }

    @Property(tries = 2000)
    void when_pageIsHostile_then_everyCharacterHasItsPlace(@ForAll("pages") String html) {
        check(MODEL, html);
    }

    @Property(tries = 1000)
    void when_modelDropsWords_then_everyCharacterHasItsPlace(@ForAll("pages") String html) {
        check(DROPPING, html);
    }

    private static void check(WordByWord model, String html) {
        Document document = Pages.parsed(html).document();
        if (document != null) {
            MarkupTranslationTest.check(
                    new DocumentTranslator(model, TranslateSettings.DEFAULT)
                            .translate(document, "de"),
                    html);
        }
    }
}
