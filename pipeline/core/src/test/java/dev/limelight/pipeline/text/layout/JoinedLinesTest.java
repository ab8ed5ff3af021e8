package dev.limelight.pipeline.text.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.HostileTexts;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JoinedLinesTest {

    @Example
    void when_aHyphenDividesAWord_then_itIsWhole() {
        assertJoined("de-\ncided", "decided");
        assertJoined("En\u00ad\r\n  gineers", "Engineers");
        assertJoined("resi\u2010 \n> dents", "residents");
        assertJoined("Straßen-\nbahn", "Straßenbahn");
    }

    @Example
    void when_theHyphenIsTheWordsOwn_then_itStays() {
        assertJoined("well-\nknown", "well-known");
        assertJoined("state-of-the-\nart", "state-of-the-art");
        assertJoined("Baden-\nWürttemberg", "Baden-Württemberg");
        assertJoined("EU-\nweit", "EU-weit");
        assertJoined("COVID-\n19", "COVID-19");
        assertJoined("2020-\n2024", "2020-2024");
        assertJoined("twenty-\none", "twenty-one");
    }

    @Example
    void when_aPartIsToCome_then_theLineBreakStays() {
        assertJoined("Kinder-\nund Jugendarbeit", "Kinder-\nund Jugendarbeit");
        assertJoined("first-\nand second-class", "first-\nand second-class");
        assertThat(JoinedLines.inOneLine("pre- \n and post-war")).isEqualTo("pre- and post-war");
    }

    @Example
    void when_noWordIsDivided_then_nothingChanges() {
        for (String text :
                new String[] {"a -\nb", "x-\n\ny", "x- y", "-\n", "--\nx", "a-\n-b", ""}) {
            assertThat(JoinedLines.of(text).isSame()).as(text).isTrue();
        }
    }

    @Example
    void when_linesAreJoined_then_placesAreThoseOfTheText() {
        JoinedLines lines = JoinedLines.of("has de-\ncided it");
        assertThat(lines.text()).isEqualTo("has decided it");
        assertThat(lines.start(4)).isEqualTo(4);
        assertThat(lines.end(11)).isEqualTo(13);
        assertThat(lines.start(12)).isEqualTo(14);
        assertThat(lines.start(14)).isEqualTo(16);
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 1000)
    void always_eachUnitStandsWhereItStood(@ForAll("hostile") String text) {
        JoinedLines lines = JoinedLines.of(text);
        for (int i = 0; i < lines.text().length(); i++) {
            assertThat(text.charAt(lines.start(i))).isEqualTo(lines.text().charAt(i));
            assertThat(lines.end(i + 1)).isEqualTo(lines.start(i) + 1);
            assertThat(lines.start(i)).isGreaterThanOrEqualTo(i);
        }
        assertThat(lines.start(lines.text().length())).isEqualTo(text.length());
    }

    private static void assertJoined(String text, String expected) {
        assertThat(JoinedLines.of(text).text()).isEqualTo(expected);
    }
}
