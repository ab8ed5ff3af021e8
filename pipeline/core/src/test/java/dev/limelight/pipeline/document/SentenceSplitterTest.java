package dev.limelight.pipeline.document;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.BreakIterator;
import dev.limelight.pipeline.fixture.Growth;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.text.layout.JoinedLines;
import dev.limelight.pipeline.text.layout.Lines;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {

    private static final SentenceSplitter ENGLISH = new SentenceSplitter(Languages.profile("en"));
    private static final SentenceSplitter GERMAN = new SentenceSplitter(Languages.profile("de"));
    private static final SentenceSplitter GENERIC = new SentenceSplitter(Languages.GENERIC);

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 2000)
    void always_sentencesHoldAllInkInOrder(@ForAll("hostile") String text) {
        check(ENGLISH, text);
        check(GERMAN, text);
        check(GENERIC, text);
    }

    private static void check(SentenceSplitter splitter, String text) {
        BreakIterator clusters = BreakIterator.getCharacterInstance();
        clusters.setText(text);
        int end = 0;
        int paragraph = 0;
        for (Sentence sentence : splitter.split(text)) {
            assertThat(sentence.start()).isGreaterThanOrEqualTo(end);
            assertThat(text.substring(end, sentence.start())).matches(SentenceSplitterTest::blank);
            assertThat(text.substring(sentence.start(), sentence.end()))
                    .matches(part -> !blank(part));
            assertThat(clusters.isBoundary(sentence.start())).isTrue();
            assertThat(clusters.isBoundary(sentence.end())).isTrue();
            assertThat(sentence.paragraph()).isGreaterThanOrEqualTo(paragraph);
            paragraph = sentence.paragraph();
            end = sentence.end();
        }
        assertThat(text.substring(end)).matches(SentenceSplitterTest::blank);
    }

    private static boolean blank(String part) {
        return part.chars().allMatch(unit -> Lines.isSpace((char) unit));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "word ",
                "a. ",
                "A. ",
                ".",
                "! ",
                "\"",
                "> ",
                ">\n",
                "- \n",
                "# ",
                "1. ",
                "...",
                "Dr. ",
                "z. B. ",
                "\n",
                "a\n",
                "Title\n",
                "a\n\n",
                "T\n\n",
                "\u0301",
                "🇯",
                "👨‍",
                "(",
                "1 ",
                ". 1 ",
                "From: x\n",
                "```\n",
                "| a |\n",
                "a  b  c\n",
                "Dear x,\n",
                "\u200d",
                "12. ",
                "Fig. ",
                "漢",
                "。",
                "x. y "
            })
    void when_aTextIsLong_then_itIsSplitInLinearTime(String piece) {
        String text = piece.repeat(10_000 / piece.length());
        for (SentenceSplitter splitter : List.of(ENGLISH, GERMAN)) {
            Growth.assertLinear(piece, text, text.repeat(10), splitter::split);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    en | He met Dr. Pell. She left. | He met Dr. Pell.¦She left.
                    en | See Fig. 3 and No. 7, e.g. The Hague. | See Fig. 3 and No. 7, e.g. The Hague.
                    en | It closed at 5 p.m. Buses ran. | It closed at 5 p.m.¦Buses ran.
                    en | The U.S. Senate met. In the U.S. The vote failed. | The U.S. Senate met.¦In the U.S.¦The vote failed.
                    en | Acme Inc. The firm grew 3.5% in v. 2.0.1. Fine. | Acme Inc.¦The firm grew 3.5% in v. 2.0.1.¦Fine.
                    en | "Why?" he cried. "Has he died?" | "Why?" he cried.¦"Has he died?"
                    en | “Go.” She went. | “Go.”¦She went.
                    en | Well... maybe. Well... Then no. | Well... maybe.¦Well...¦Then no.
                    en | See https://x.example/?Q=1. Done. | See https://x.example/?Q=1.¦Done.
                    en | One dog. 🐕 Then two. | One dog. 🐕¦Then two.
                    de | Er kam am 14. März an, z. B. Montag. Dann ging er. | Er kam am 14. März an, z. B. Montag.¦Dann ging er.
                    de | Das war 1968. Er lachte, d. h. Kurt. | Das war 1968.¦Er lachte, d. h. Kurt.
                    de | »Warum?«, fragte sie. »Darum.« | »Warum?«, fragte sie.¦»Darum.«
                    de | Rund 31 Mio. Euro in der Bahnhofstr. Die Stadt zahlt. | Rund 31 Mio. Euro in der Bahnhofstr.¦Die Stadt zahlt.
                    en | we met at 5. it rained etc. and we left! why? ok. | we met at 5.¦it rained etc.¦and we left!¦why?¦ok.
                    en | the shop of mr. pell, e.g. on monday. he left (at 5). then no one came. | the shop of mr. pell, e.g. on monday.¦he left (at 5).¦then no one came.
                    en | um yes... and then "go home." she cried. "why?" he said | um yes... and then "go home."¦she cried.¦"why?" he said
                    en | It was won. iPhone users cheered. Then eBay fell. macOS did not. | It was won.¦iPhone users cheered.¦Then eBay fell.¦macOS did not.
                    en | It closed in May. 37 men work. 68-year-old Tom Hill saw it. $4 million is gone. | It closed in May.¦37 men work.¦68-year-old Tom Hill saw it.¦$4 million is gone.
                    en | It cost approx. 5 pounds on Jan. 5 at No. 7 St. 5 men came. | It cost approx. 5 pounds on Jan. 5 at No. 7 St. 5 men came.
                    en | It sank in winter.[1] It is 31 m high.[2][3] It ran.[a] It opened in 2003.[note 1] Free. | It sank in winter.[1]¦It is 31 m high.[2][3]¦It ran.[a]¦It opened in 2003.[note 1]¦Free.
                    en | It sank.¹ Nobody died.† It was cold.2 The end.[citation needed] He left.) Fine. | It sank.¹¦Nobody died.†¦It was cold.2¦The end.[citation needed]¦He left.)¦Fine.
                    en | See [12] and a.1 Then v.2 The b[1] c. | See [12] and a.1 Then v.2 The b[1] c.
                    en | The bridge stays  closed until May, because men  found cracks. It was Monday. | The bridge stays  closed until May, because men  found cracks.¦It was Monday.
                    de | er kam am 14. märz. dann ging er! warum? z. b. wegen des regens. | er kam am 14. märz.¦dann ging er!¦warum?¦z. b. wegen des regens.
                    de | Er ging im Mai.[3] Rund 31 Mio. Euro fehlen. 37 Männer kamen. | Er ging im Mai.[3]¦Rund 31 Mio. Euro fehlen.¦37 Männer kamen.
                    ja | 今日は晴れ。明日は雨！ | 今日は晴れ。¦明日は雨！
                    """)
    void when_aTextIsSplit_then_sentencesEndWhereAReaderExpects(
            String tag, String text, String expected) {
        String found =
                new SentenceSplitter(Languages.profile(tag))
                        .split(text).stream()
                                .map(s -> text.substring(s.start(), s.end()))
                                .collect(joining("¦"));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void when_pageHasALayout_then_kindsFollowIt() {
        String text =
                """
                The title

                Dear Ms. Osei,

                thank you for the log. It helps.

                > It stops without any message on the screen
                > at once.

                1. Open it. Wait.
                2. Close it.

                | a | b |

                Kind regards,
                Tom
                """;
        String kinds =
                ENGLISH.split(text).stream()
                        .map(s -> text.substring(s.start(), s.end()) + "=" + s.kind())
                        .collect(joining("\n"));
        assertThat(kinds)
                .isEqualTo(
                        """
                        The title=HEADING
                        Dear Ms. Osei,=FRAME
                        thank you for the log.=PROSE
                        It helps.=PROSE
                        > It stops without any message on the screen
                        > at once.=FRAME
                        1. Open it.=LIST_ITEM
                        Wait.=LIST_ITEM
                        2. Close it.=LIST_ITEM
                        | a | b |=LIST_ITEM
                        Kind regards,=FRAME
                        Tom=FRAME""");
    }

    @Test
    void when_linesAreBroken_then_sentencesGoOnInTheNext() {
        assertThat(
                        lines(
                                """
                                The council has de-
                                cided to close the bridge in May. Engi-
                                neers found cracks in two of its
                                piers.

                                - 12 -

                                A ferry will carry people over
                                until it opens.
                                CITY REPORT 2024
                                The ferry is free for resi-
                                dents."""))
                .containsExactly(
                        "The council has decided to close the bridge in May.",
                        "Engineers found cracks in two of its piers.",
                        "- 12 -",
                        "A ferry will carry people over until it opens.",
                        "CITY REPORT 2024",
                        "The ferry is free for residents.");
    }

    @Test
    void when_shortLinesGoOnSmall_then_theyAreOneSentenceAndListsAreNot() {
        assertThat(
                        lines(
                                "Dear all,\n\nthank you for your letter\nof 5 May, which we got\nwith joy."))
                .containsExactly(
                        "Dear all,", "thank you for your letter of 5 May, which we got with joy.");
        assertThat(lines("milk\nbread\nfresh eggs from the farm\nbutter")).hasSize(4);
        assertThat(lines("We live in Baden-\nWürttemberg."))
                .containsExactly("We live in Baden-Württemberg.");
    }

    @Test
    void when_columnsLineUpOverLines_then_theyAreRowsAndJustifiedProseIsNot() {
        assertThat(kinds("Name      Age   City\nAnna      12    Berlin\nBob       9     Rome"))
                .containsOnly(SentenceKind.LIST_ITEM);
        assertThat(kinds("a\tb\tc\n12\t3\tx\n")).containsOnly(SentenceKind.LIST_ITEM);
        assertThat(
                        kinds(
                                "The tower  is   old and  nobody   goes there\nbut the   keeper  and his   dog."))
                .containsExactly(SentenceKind.PROSE);
        assertThat(kinds("The  river  rose. It  fell."))
                .containsExactly(SentenceKind.PROSE, SentenceKind.PROSE);
    }

    @Test
    void when_nobodyWaitsAnyMore_then_theWorkStops() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> ENGLISH.split("It rained. It snowed."))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static List<String> lines(String text) {
        return ENGLISH.split(text).stream()
                .map(each -> JoinedLines.inOneLine(text.substring(each.start(), each.end())))
                .toList();
    }

    private static List<SentenceKind> kinds(String text) {
        return ENGLISH.split(text).stream().map(Sentence::kind).toList();
    }
}
