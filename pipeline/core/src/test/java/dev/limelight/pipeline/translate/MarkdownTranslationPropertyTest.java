package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

class MarkdownTranslationPropertyTest {

    private static final WordByWord MODEL = new WordByWord(200);
    private static final WordByWord SAME = new WordByWord(200, word -> word);

    @AfterContainer
    static void close() {
        MODEL.close();
        SAME.close();
    }

    @Provide
    Arbitrary<String> files() {
        return Pages.anyMarkdown();
    }

    @Property(tries = 600)
    void when_markdownIsHostile_then_everyCharacterHasItsPlace(@ForAll("files") String source) {
        Document document = Pages.parsed(source, "text/markdown").document();
        if (document != null) {
            MarkupTranslationTest.check(translated(MODEL, document), source);
        }
    }

    /** A model reads no control characters and one kind of space, so it cannot repeat all. */
    @Property(tries = 600)
    void when_theModelRepeatsItsSource_then_theFileComesBack(@ForAll("files") String source) {
        Document document = Pages.parsed(source, "text/markdown").document();
        if (document == null) {
            return;
        }
        assertThat(SameLanguage.translate(document, "en").text()).isEqualTo(source);
        var translator = new DocumentTranslator(SAME, TranslateSettings.DEFAULT);
        String repeated = translator.text(document, "de", sentence -> {}).text();
        if (repeated.equals(document.text())) {
            assertThat(translated(SAME, document).text()).isEqualTo(source);
        }
    }

    @Property(tries = 600)
    void when_markdownIsHostile_then_sentencesPointIntoIt(@ForAll("files") String source) {
        Document document = Pages.parsed(source, "text/markdown").document();
        if (document == null) {
            return;
        }
        SourceText text = document.source();
        int reached = 0;
        for (Sentence sentence : document.sentences()) {
            int start = text.start(sentence.start());
            assertThat(start).isGreaterThanOrEqualTo(reached);
            reached = text.end(sentence.end());
            assertThat(reached).isGreaterThan(start).isLessThanOrEqualTo(source.length());
        }
    }

    private static Translation translated(WordByWord model, Document document) {
        return new DocumentTranslator(model, TranslateSettings.DEFAULT).translate(document, "de");
    }
}
