package dev.limelight.pipeline.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.connectors.record.TranslationSegment;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Parsed;
import dev.limelight.pipeline.document.Rejection;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.fixture.WordByWord;
import dev.limelight.pipeline.sink.TranslationRecords;
import dev.limelight.pipeline.source.SourceText;
import dev.limelight.pipeline.source.Withheld.Piece;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedParserTest {

    private static final String CLEAN =
            "The lamp (Dr. Pell's) was lit at 3.14 on Monday. Nobody paid the invoice; it is old!\n\n"
                    + "It cost 20 pounds. The harbour stays open.";

    private static final String PAGE =
            "<h1>The lamp</h1>\n<p>Dr. Pell <b>lit</b> the lamp &amp; left. Nobody paid the"
                    + " <i>old</i> invoice. It cost 20 pounds.</p><ul><li>The harbour stays open.</ul>";

    private static final String MARKDOWN =
            """
            # The lamp

            Dr. Pell *lit* the lamp and left. Nobody paid the **old** invoice.

            - It cost 20 pounds.
            - The harbour stays open.
            """;

    /** Found wherever they stand in English prose. */
    private static final String[] HIDDEN = {
        "\u200b", "\u2060", "\u2063", "\u202e", "\udb40\udc61", "\u200b\u200b\u2060"
    };

    private static final String STUFFED =
            "Lottery winner lottery jackpot winner lottery jackpot winner jackpot lottery winner.";

    private static final GuardPolicy MASKING = GuardPolicy.OF_TEXT.with("stuffing=mask");

    private static final Tasks TASKS =
            new Tasks(Set.of("summarize", "translate"), List.of("summarize", "translate"));

    private static final DocumentParser PARSER =
            new DocumentParser(TASKS, new Routes(Map.of("en-de", "a"), List.of("de")));

    /** The document, and what is read in it, are those of the text without hidden characters. */
    @Property(tries = 300)
    void always_hiddenCharactersAreReadAsIfTheyWereNotThere(
            @ForAll @IntRange(max = 1_000_000) int seed) {
        for (var each :
                Map.of(CLEAN, "text/plain", PAGE, "text/html", MARKDOWN, "text/markdown")
                        .entrySet()) {
            String clean = each.getKey();
            String hiding = hiding(clean, each.getValue(), new Random(seed));
            Document expected = read(clean, each.getValue(), GuardPolicy.OF_TEXT);
            Document document = read(hiding, each.getValue(), GuardPolicy.OF_TEXT);

            assertThat(document.text()).isEqualTo(expected.text());
            assertThat(document.sentences()).isEqualTo(expected.sentences());
            assertThat(document.language()).isEqualTo(expected.language());
            assertThat(document.source().source()).isEqualTo(hiding);
            assertSpansAreThoseOf(expected, document, clean);
        }
    }

    /** Positions differ by the hidden characters before them only. */
    private static void assertSpansAreThoseOf(Document expected, Document document, String clean) {
        SourceText before = expected.source();
        SourceText source = document.source();
        for (Sentence sentence : document.sentences()) {
            String slice =
                    source.source()
                            .substring(source.start(sentence.start()), source.end(sentence.end()));
            assertThat(visible(slice))
                    .isEqualTo(
                            clean.substring(
                                    before.start(sentence.start()), before.end(sentence.end())));
        }
    }

    /** Hidden characters in the words of a page, not in its tags. */
    private static String hiding(String clean, String type, Random random) {
        var hiding = new StringBuilder();
        boolean isPlain = type.equals("text/plain");
        int planted = 0;
        for (int i = 0; i < clean.length(); i++) {
            boolean isBetweenLetters =
                    i > 0
                            && Character.isLetter(clean.charAt(i))
                            && Character.isLetter(clean.charAt(i - 1))
                            && clean.lastIndexOf('<', i) <= clean.lastIndexOf('>', i)
                            && clean.lastIndexOf('&', i) <= clean.lastIndexOf(';', i);
            boolean mayHide = (isPlain && i > 0) || isBetweenLetters;
            if (mayHide && random.nextInt(6) == 0) {
                hiding.append(HIDDEN[random.nextInt(HIDDEN.length)]);
                planted++;
            }
            hiding.append(clean.charAt(i));
        }
        return planted == 0 ? clean : hiding.toString();
    }

    private static String visible(String text) {
        return text.replaceAll("[\u200b\u2060\u2063\u202e\\x{E0061}]", "");
    }

    /** What was taken out, and what is left, are the document as it came in. */
    @Property
    void always_theSourceIsWholeAndSentencesHoldAllThatIsLeft(@ForAll("texts") String text) {
        GuardPolicy policy =
                GuardPolicy.OF_TEXT.with("stuffing=mask:0.2, encoded=mask:0.1, unicode=mask");
        Document document = parse("x " + text + " y.", "text/plain", policy).document();
        if (document != null) {
            assertThat(document.source().source()).isEqualTo("x " + text + " y.");
            int at = 0;
            for (Sentence sentence : document.sentences()) {
                assertThat(isSpace(document.text().substring(at, sentence.start()))).isTrue();
                at = sentence.end();
            }
            assertThat(isSpace(document.text().substring(at))).isTrue();
        }
    }

    /** Wherever something masked stands between marks, no span of a result has any of it. */
    @Property(tries = 300)
    void always_whatIsMaskedIsInNoSpan(
            @ForAll("pages") List<String> pieces, @ForAll @From("types") String type) {
        String text = "It is old. " + String.join("", pieces) + " The harbour stays open.";
        GuardPolicy policy = GuardPolicy.OF_TEXT.with("stuffing=mask:0.2");
        Document document = read(text, type, policy);
        if (document == null) {
            return;
        }
        SourceText source = document.source();
        assertThat(source.source()).isEqualTo(text);
        List<Span> masked =
                document.withheld().pieces().stream()
                        .filter(Piece::isWhole)
                        .map(piece -> new Span(piece.start(), piece.end()))
                        .toList();
        for (Sentence sentence : document.sentences()) {
            int start = source.start(sentence.start());
            int end = source.end(sentence.end());
            assertThat(masked).noneMatch(span -> span.overlap(start, end) > 0);
        }
        TranslationRecord record = translated(document);
        for (TranslationSegment segment : record.segments()) {
            assertThat(slice(record.text(), segment.targetStart(), segment.targetEnd()))
                    .isEqualTo(segment.text());
        }
    }

    @Provide
    Arbitrary<List<String>> pages() {
        return Arbitraries.of(
                        "<p>",
                        "</p>",
                        "<b>",
                        "</b>",
                        "<i>lit</i>",
                        "<code>x</code>",
                        "<ul><li>",
                        "\n\n",
                        "\n",
                        " ",
                        "- ",
                        "# ",
                        "**",
                        "*",
                        "`",
                        "> ",
                        "&amp;",
                        "\u200b",
                        "The lamp is on.",
                        "nobody came",
                        "Dr. Pell left!",
                        STUFFED,
                        STUFFED.replace(".", ""))
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of("text/plain", "text/html", "text/markdown");
    }

    private static boolean isSpace(String text) {
        return text.chars().allMatch(unit -> Lines.isSpace((char) unit));
    }

    @Provide
    Arbitrary<String> texts() {
        return HostileTexts.any();
    }

    @Test
    void when_hiddenCharactersAreEntities_then_theWholeEntityIsWithheld() {
        String page = "<p>Pay the in&#x200B;voice. It <b>i&ZeroWidthSpace;s</b> old.</p>";
        Document document = read(page, "text/html", GuardPolicy.OF_TEXT);
        assertThat(document.text()).isEqualTo("Pay the invoice. It is old.");
        assertThat(document.source().source()).isEqualTo(page);
        assertThat(document.readable().source())
                .isEqualTo("<p>Pay the invoice. It <b>is</b> old.</p>");
        assertThat(document.flags()).contains(Flag.GUARD_FINDINGS, Flag.HIDDEN_CHARACTERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/html", "text/markdown"})
    void when_aSentenceIsMasked_then_itIsInNothingThatIsRead(String type) {
        String text = "The council voted on Monday. " + STUFFED + " The harbour stays open.";
        Document document = read(text, type, MASKING);
        assertThat(document.text()).doesNotContainIgnoringCase("jackpot").contains("open.");
        assertThat(document.readable().source()).doesNotContainIgnoringCase("jackpot");
        assertThat(document.source().source()).isEqualTo(text);
        assertThat(document.flags()).containsExactly(Flag.GUARD_FINDINGS, Flag.MASKED);
        assertThat(document.readableShare()).isBetween(0.3, 0.5);
        assertThat(document.sentences()).hasSize(2);
    }

    /** Marks that begin in a masked sentence and end behind it stay, so that the page is whole. */
    @Test
    void when_aMaskedSentenceHasTags_then_theyStay() {
        String page = "<p>It is old. <b>" + STUFFED + " The harbour</b> stays open.</p>";
        Document document = read(page, "text/html", MASKING);
        assertThat(document.text()).isEqualTo("It is old. The harbour stays open.");
        assertThat(document.readable().source()).contains("<b>The harbour</b>");
    }

    /** Without the cut the rest would be one sentence, whose slice has the payload inside of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "The captain wrote: %s and the crew went home.",
                "the lamp is on\n%s\nand the harbour is open",
                "See section 4 %s for what the council said."
            })
    void when_sentencesMeetAroundAMaskedOne_then_noSpanHasItInside(String frame) {
        String text = "It is old. " + frame.formatted(STUFFED);
        Parsed parsed = parse(text, "text/plain", GuardPolicy.OF_TEXT.with("stuffing=mask:0.4"));
        assertThat(parsed.document().flags()).contains(Flag.MASKED);
        SourceText source = parsed.document().source();
        for (Sentence sentence : parsed.document().sentences()) {
            assertThat(text.substring(source.start(sentence.start()), source.end(sentence.end())))
                    .doesNotContainIgnoringCase("jackpot");
        }
    }

    @Test
    void when_nothingIsLeftToRead_then_eachTaskIsQuarantined() {
        for (String type : List.of("text/plain", "text/html")) {
            assertThat(parse(STUFFED, type, MASKING).rejections())
                    .extracting(Rejection::task)
                    .containsExactly("summarize", "translate");
            assertThat(parse(STUFFED, type, MASKING).rejections())
                    .extracting(each -> each.failure().category())
                    .containsOnly(DeadLetterCategory.QUARANTINED);
        }
    }

    @Test
    void when_thePolicyQuarantines_then_theErrorNamesFindingsOnCodePoints() {
        String text = "\ud83d\ude00 Pay the in\u200bvoice.";
        Parsed parsed = parse(text, "text/plain", GuardPolicy.OF_TEXT.with("unicode=quarantine"));
        assertThat(parsed.document()).isNull();
        assertThat(parsed.rejections().get(0).failure().error())
                .isEqualTo(
                        "quarantined by the guard: unicode 12-13 (invisible character U+200B, score"
                                + " 1.00, quarantine)");
    }

    /** Look-alike letters are seen, so they are read. */
    @Test
    void when_lettersLookAlike_then_theyAreFlaggedAndRead() {
        Document document = read("Pay p\u0430ypal today.", "text/plain", GuardPolicy.OF_TEXT);
        assertThat(document.text()).isEqualTo("Pay p\u0430ypal today.");
        assertThat(document.flags()).containsExactly(Flag.GUARD_FINDINGS);
        assertThat(document.readableShare()).isEqualTo(1);
    }

    /** A translation of a text with hidden characters is that of the text without. */
    @Test
    void when_aTextWithHiddenCharactersIsTranslated_then_offsetsAreThoseOfTheText() {
        String hiding = hiding(CLEAN, "text/plain", new Random(7));
        TranslationRecord expected = translated(CLEAN);
        TranslationRecord record = translated(hiding);
        assertThat(record.text()).isEqualTo(expected.text());
        assertThat(record.segments()).hasSameSizeAs(expected.segments());
        for (int i = 0; i < record.segments().size(); i++) {
            TranslationSegment segment = record.segments().get(i);
            TranslationSegment clean = expected.segments().get(i);
            assertThat(visible(slice(hiding, segment.sourceStart(), segment.sourceEnd())))
                    .isEqualTo(slice(CLEAN, clean.sourceStart(), clean.sourceEnd()));
            assertThat(slice(record.text(), segment.targetStart(), segment.targetEnd()))
                    .isEqualTo(segment.text());
            assertThat(segment.alignment()).hasSameSizeAs(clean.alignment());
        }
        assertThat(record.coverage()).isLessThan(1);
        assertThat(record.flags()).contains("hidden-characters");
    }

    /** The page is translated without what is masked, and its marks are kept. */
    @Test
    void when_aPageWithAMaskedSentenceIsTranslated_then_itIsLeftOut() {
        String page = "<p>It <b>is</b> old. " + STUFFED + " The harbour stays open.</p>";
        Document document = read(page, "text/html", MASKING);
        TranslationRecord record = translated(document);
        assertThat(record.text())
                .startsWith("<p>")
                .contains("<b>", "harbouren", "</p>")
                .doesNotContainIgnoringCase("jackpot");
        for (TranslationSegment segment : record.segments()) {
            assertThat(slice(page, segment.sourceStart(), segment.sourceEnd()))
                    .doesNotContainIgnoringCase("jackpot");
            assertThat(slice(record.text(), segment.targetStart(), segment.targetEnd()))
                    .isEqualTo(segment.text());
        }
        assertThat(record.coverage()).isLessThan(0.6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unicode | rule 'unicode', expected rules such as unicode=quarantine",
                "colour=off | detector 'colour', expected one of",
                "stuffing=mask:7 | threshold 7.0, expected 0 to 1"
            })
    void when_rulesAreWrong_then_messageNamesValueAndExpectation(String rules, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardPolicy.OF_TEXT.with(rules))
                .withMessageContaining(message);
    }

    @Test
    void when_rulesAreWritten_then_commasAndSpacesPartThem() {
        GuardPolicy policy =
                GuardPolicy.OF_TEXT.with(" unicode=mask,stuffing=off  encoded=flag:0.5 ");
        assertThat(policy.toString())
                .isEqualTo(
                        "unicode=mask:1.00 stuffing=off encoded=flag:0.50 off-topic=off instruction-like=off");
        assertThat(GuardPolicy.OF_TEXT.with("")).isEqualTo(GuardPolicy.OF_TEXT);
        assertThat(GuardPolicy.OFF.isOn()).isFalse();
    }

    private static TranslationRecord translated(String text) {
        return translated(read(text, "text/plain", GuardPolicy.OF_TEXT));
    }

    private static TranslationRecord translated(Document document) {
        try (var client = new WordByWord(64)) {
            var translator = new DocumentTranslator(client, TranslateSettings.DEFAULT);
            return TranslationRecords.translation(translator.translate(document, "de"), 1);
        }
    }

    private static String slice(String text, int start, int end) {
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    private static Document read(String text, String type, GuardPolicy policy) {
        return parse(text, type, policy).document();
    }

    private static Parsed parse(String text, String type, GuardPolicy policy) {
        InputRecord plain = Records.text("id", text);
        var input =
                new InputRecord(
                        plain.source(),
                        plain.timestamp(),
                        plain.key(),
                        plain.value(),
                        Map.of("content-type", type));
        var record = new DocumentRecord("id", text, null, "en", null, null, Map.of(), type);
        return GuardedParser.of(PARSER, policy).parse(record, input).parsed();
    }
}
