package dev.limelight.pipeline.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.translate.fragment.Link;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTranslatorTest {

    private static final WordByWord MODEL = new WordByWord(200);
    private static final WordByWord TINY = new WordByWord(9);
    private static final WordByWord FORGETFUL = new WordByWord(200, word -> "x");

    @AfterContainer
    static void close() {
        List.of(MODEL, TINY, FORGETFUL).forEach(WordByWord::close);
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 1000)
    void when_textIsHostile_then_everyCharacterHasItsPlace(@ForAll("hostile") String text) {
        check(translated(MODEL, text));
    }

    @Property(tries = 500)
    void when_modelTakesLittle_then_nothingIsLost(@ForAll("hostile") String text) {
        Translation translation = translated(TINY, text);
        check(translation);
        String letters = letters(translation.text());
        assertThat(letters).hasSizeGreaterThanOrEqualTo(letters(text).length() / 2);
    }

    @Property(tries = 500)
    void when_modelForgetsStandIns_then_whatTheyStandForIsKept(@ForAll("hostile") String text) {
        check(translated(FORGETFUL, text + " see https://a.example/b?Q=1 or write"));
    }

    private static Translation translated(WordByWord model, String text) {
        return new DocumentTranslator(model, TranslateSettings.DEFAULT.withInFlight(7))
                .translate(Documents.english(text), "de");
    }

    private static void check(Translation translation) {
        Document document = translation.document();
        var text = new StringBuilder();
        int reached = 0;
        for (int i = 0; i < translation.segments().size(); i++) {
            Segment segment = translation.segments().get(i);
            Sentence sentence = document.sentences().get(i);
            assertThat(segment.start()).isEqualTo(sentence.start());
            assertThat(segment.end()).isEqualTo(sentence.end());
            text.append(document.text(), reached, segment.start()).append(segment.text());
            reached = segment.end();
            checkLinks(segment);
        }
        text.append(document.text().substring(reached));
        assertThat(translation.text()).isEqualTo(text.toString());
        assertThat(translation.segments()).hasSameSizeAs(document.sentences());
        checkLight(translation);
        assertThat(translation.coverage()).isBetween(0.0, 1.0);
        assertThat(translation.coverage() == 1 || !translation.flags().isEmpty()).isTrue();
        assertThat(translation.quality().values()).allMatch(Double::isFinite);
    }

    private static void checkLinks(Segment segment) {
        for (Link link : segment.links()) {
            assertThat(link.sourceStart()).isGreaterThanOrEqualTo(segment.start());
            assertThat(link.sourceEnd()).isGreaterThan(link.sourceStart());
            assertThat(link.sourceEnd()).isLessThanOrEqualTo(segment.end());
            assertThat(link.targetStart()).isNotNegative();
            assertThat(link.targetEnd()).isGreaterThan(link.targetStart());
            assertThat(link.targetEnd()).isLessThanOrEqualTo(segment.text().length());
            assertThat(link.weight()).isPositive().isLessThanOrEqualTo(1);
        }
    }

    private static void checkLight(Translation translation) {
        if (translation.segments().isEmpty()) {
            return;
        }
        assertThat(Arrays.stream(translation.scores()).sum()).isCloseTo(1, within(1e-6));
        double light = 0;
        int before = 0;
        for (ScoredWord word : translation.words()) {
            assertThat(word.start()).isGreaterThanOrEqualTo(before);
            assertThat(word.end()).isGreaterThan(word.start());
            assertThat(word.score()).isNotNegative();
            light += word.score();
            before = word.end();
        }
        assertThat(light).isCloseTo(1, within(1e-6));
    }

    private static String letters(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '\1',
            value = {
                "the cat~theen caten",
                "- the cat~- theen caten",
                "  * the cat~  * theen caten",
                "1. the cat sat~1. theen caten saten",
                "(iv) the cat~(iv) theen caten",
                "# the cat~# theen caten",
                "> the cat\\n> the dog~> theen caten\\n> theen dogen",
                "the cat\\n\\n\\nthe dog\\n~theen caten\\n\\n\\ntheen dogen\\n",
                "the cat\\r\\nsat down~theen caten\\r\\nsaten downen",
                "a cat  sat~aen caten  saten",
                "| the | cat |~| theen | caten |",
                "the\\tcat\\tsat~theen\\tcaten\\tsaten",
                "the cat 🐕 sat~theen caten 🐕 saten",
                "🐕 the cat~🐕 theen caten",
                "the cat sat 👍🏽~theen caten saten 👍🏽",
                "---~---",
                "12.5~12.5",
                "🐕👍~🐕👍",
                "https://a.example/b?Q=1&r=2~https://a.example/b?Q=1&r=2",
                "    x = f(the, cat)~    x = f(the, cat)",
                "```\\nthe cat\\n```~```\\nthe cat\\n```",
                "see https://a.example/b.~seeen https://a.example/b.",
                "write anna@b.example or ben@b.example now~writeen anna@b.example oren"
                        + " ben@b.example nowen",
                "run `the cat` now~runen `the cat` nowen",
                "call +49 30 1234567 now~callen +49 30 1234567 nowen",
                "the soft\u00adhyphen~theen softhyphenen",
                "the 1️⃣ cat~theen 1️⃣ caten",
                "가\u1160~가\u1160en",
                "#️⃣ the cat~#️⃣ theen caten",
                "the {{ a | b }} cat~theen {{ a | b }} caten",
                "\"id\",\"the cat\"~\"iden\",\"theen caten\"",
                "\"a\"; \"the, cat\"~\"aen\"; \"the, caten\"",
                "one,the cat,two~oneen,theen caten,twoen",
                "\"the\", said the cat, \"cat\" now~\"the\", saiden theen cat, \"cat\" nowen",
            })
    void when_textHasLayout_then_itStays(String text, String expected) {
        assertThat(
                        translated(
                                        MODEL,
                                        text.replace("\\n", "\n")
                                                .replace("\\r", "\r")
                                                .replace("\\t", "\t"))
                                .text())
                .isEqualTo(expected.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"));
    }

    @Test
    void when_standInIsForgotten_then_theSentenceIsCutAroundItsContent() {
        Translation translation = translated(FORGETFUL, "see https://a.example/b (now) or later");
        assertThat(translation.text()).isEqualTo("x https://a.example/b x x x");
        assertThat(translation.flags()).contains(Flag.SPLIT_AROUND_COPIED, Flag.COPIED);
        assertThat(translation.coverage()).isLessThan(1);
    }

    @Test
    void when_aNumberIsForgotten_then_theModelGetsANameForIt() {
        UnaryOperator<String> forgetful =
                word -> Character.isDigit(word.charAt(0)) ? "x" : WordByWord.lengthened(word);
        try (var model = new WordByWord(200, forgetful)) {
            Translation translation = translated(model, "call (555) 123-4567 now");
            assertThat(translation.text()).isEqualTo("callen (555) 123-4567 nowen");
            assertThat(translation.flags()).doesNotContain(Flag.SPLIT_AROUND_COPIED);
        }
    }

    @Test
    void when_wordsAreLinked_then_offsetsAreTheDocumentsAndTheSegments() {
        Translation translation = translated(MODEL, "hello.\n\n- 🐕 see the `cat` now");
        Segment segment = translation.segments().get(1);
        assertThat(segment.text()).isEqualTo("- 🐕 seeen theen `cat` nowen");
        List<String> pairs = new ArrayList<>();
        for (Link link : segment.links()) {
            pairs.add(
                    translation.document().text().substring(link.sourceStart(), link.sourceEnd())
                            + "="
                            + segment.text().substring(link.targetStart(), link.targetEnd()));
        }
        assertThat(pairs).containsExactly("see=seeen", "the=theen", "`cat`=`cat`", "now=nowen");
    }

    @Test
    void when_sentenceIsTooLong_then_itIsDividedBehindAClauseWithAFlag() {
        Translation translation = translated(TINY, "one cat sat here, two cats lay there");
        assertThat(translation.text())
                .isEqualTo("oneen caten saten here, twoen catsen layen thereen");
        assertThat(translation.segments()).hasSize(1);
        assertThat(translation.segments().get(0).flags()).contains(Flag.SENTENCE_SPLIT);
    }

    @Test
    void when_outputIsCut_then_theSentenceIsHalved() {
        UnaryOperator<String> wordy = word -> word + " andd more";
        try (var model = new WordByWord(20, wordy)) {
            Translation translation =
                    translated(model, "aaa bbb ccc ddd, eee fff ggg hhh iii jjj kkk lll");
            assertThat(translation.text()).startsWith("aaa andd more").endsWith("lll andd more");
            assertThat(translation.flags())
                    .contains(Flag.SENTENCE_SPLIT)
                    .doesNotContain(Flag.OUTPUT_CUT);
        }
    }

    @Test
    void when_outputCannotBeWhole_then_aFlagSaysSo() {
        try (var model = new WordByWord(8, word -> "no end of words in this model at all")) {
            assertThat(translated(model, "hello you").flags()).contains(Flag.OUTPUT_CUT);
        }
    }

    @Test
    void when_aRequestFails_then_theDocumentDoesWithItsPlace() {
        UnaryOperator<String> failing =
                word -> {
                    if (word.startsWith("bad")) {
                        throw new ModelException(Category.TIMEOUT, "took 9 ms, expected 5");
                    }
                    return word;
                };
        try (var model = new WordByWord(200, failing)) {
            assertThatThrownBy(
                            () ->
                                    translated(
                                            model,
                                            "A dog. 🐕\n\nSo bad.\n\n" + "It is. ".repeat(50)))
                    .isInstanceOfSatisfying(
                            ModelException.class,
                            e -> assertThat(e.category()).isEqualTo(Category.TIMEOUT))
                    .hasMessage("sentence at character 10: took 9 ms, expected 5");
        }
    }

    @Test
    void when_theModelSaysHowLongItWrites_then_lengthCountsAgainstThat() {
        UnaryOperator<String> wordy = word -> word + word + word;
        String text = "one small cat sat here for days";
        try (var model = new WordByWord(200, wordy);
                var saying = new WordByWord(200, wordy).saying(3)) {
            assertThat(translated(model, text).flags()).contains(Flag.LENGTH_RATIO);
            assertThat(translated(saying, text).flags()).doesNotContain(Flag.LENGTH_RATIO);
        }
    }

    @Test
    void when_signalsAreBad_then_segmentAndDocumentSaySo() {
        try (var model = new WordByWord(200, word -> "so so so so")) {
            Translation translation = translated(model, "the 3 cats sat here now");
            assertThat(translation.segments().get(0).flags())
                    .contains(Flag.REPETITION, Flag.NUMBERS_DIFFER);
            assertThat(translation.flags()).contains(Flag.REPETITION);
            assertThat(translation.quality()).containsEntry(Metric.NUMBERS_DIFFER, 1.0);
        }
    }

    @Test
    void when_documentIsLong_then_fewRequestsAreUnderWayAtATime() {
        try (var model = new WordByWord(200)) {
            String text = "The lamp is lit and the cat sat on a mat. It was late. ".repeat(400);
            int[] progress = {0};
            Translation translation =
                    new DocumentTranslator(model, TranslateSettings.DEFAULT.withInFlight(16))
                            .translate(Documents.english(text), "de", done -> progress[0] = done);
            assertThat(translation.segments()).hasSize(800);
            assertThat(progress[0]).isEqualTo(800);
            assertThat(model.requests()).isEqualTo(800);
            assertThat(model.mostInFlight()).isLessThanOrEqualTo(16);
            check(translation);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\u3000"})
    void when_thereIsNothing_then_itStays(String text) {
        Translation translation = translated(MODEL, text);
        assertThat(translation.text()).isEqualTo(text);
        assertThat(translation.segments()).isEmpty();
        assertThat(translation.quality()).isEmpty();
    }

    @Test
    void when_documentsAreOurs_then_theyComeBackWhole() throws Exception {
        for (GoldDocument gold : GoldDocument.all()) {
            Translation translation =
                    new DocumentTranslator(MODEL, TranslateSettings.DEFAULT)
                            .translate(Documents.of(gold), "fr");
            check(translation);
            assertThat(lines(translation.text())).isEqualTo(lines(gold.text()));
        }
    }

    private static long lines(String text) {
        return text.chars().filter(unit -> Lines.isBreak((char) unit)).count();
    }
}
