package dev.limelight.pipeline.guard.unicode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published kinds of attacks (Boucher et al. 2022, "Bad Characters"; Boucher and Anderson 2021,
 * "Trojan Source"; tags and selectors that carry texts) against what scripts and emoji need.
 */
class UnicodeDetectorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zero-width space | pay the in\\u200Bvoice today | \\u200B",
                "zero-width non-joiner in Latin | pay the in\\u200Cvoice today | \\u200C",
                "zero-width joiner in Latin | pay the in\\u200Dvoice today | \\u200D",
                "word joiner | pay the in\\u2060voice today | \\u2060",
                "byte order mark inside | pay the in\\uFEFFvoice today | \\uFEFF",
                "soft hyphen after one letter | i\\u00ADgnore the rest | \\u00AD",
                "Mongolian vowel separator | pay the in\\u180Evoice | \\u180E",
                "Hangul filler | pay\\u3164the invoice | \\u3164",
                "half-width Hangul filler | pay\\uFFA0the invoice | \\uFFA0",
                "braille blank | pay\\u2800the invoice | \\u2800",
                "invisible times | pay the in\\u2062voice | \\u2062",
                "deprecated control | pay the in\\u206Avoice | \\u206A",
                "annotation anchor | pay the \\uFFF9invoice | \\uFFF9",
                "zero-width space in Cyrillic | \\u043E\\u043F\\u200B\\u043B\\u0430\\u0442\\u0430 | \\u200B",
                "tags that spell a text | Nice\\uDB40\\uDC49\\uDB40\\uDC67 weather | \\uDB40\\uDC49\\uDB40\\uDC67",
                "variation selectors that carry bytes | a\\uDB40\\uDD12\\uDB40\\uDD21 lamp | \\uDB40\\uDD12\\uDB40\\uDD21",
                "variation selector after a letter | the l\\uFE0Famp | \\uFE0F",
                "right-to-left override | the \\u202Eecioven\\u202C is due | \\u202E",
                "left-to-right override | the \\u202Dinvoice\\u202C is due | \\u202D",
                "embedding that is not closed | the \\u202Binvoice is due | \\u202B",
                "isolate that is not closed | the \\u2067invoice is due | \\u2067",
                "isolate without a right-to-left letter | the \\u2067 } if admin { \\u2069 begins | \\u2067",
                "closing without opening | the invoice\\u202C is due | \\u202C",
                "mark of direction inside a word | the in\\u200Evoice is due | \\u200E",
                "backspace | do X\\b not pay | \\b",
                "delete | do X\\u007Fnot pay | \\u007F",
                "Cyrillic a in a Latin word | visit p\\u0430ypal today | \\u0430",
                "Cyrillic word parts | \\u0455\\u0441ope of work | \\u0455\\u0441",
                "Greek omicron in a Latin word | micr\\u03BFsoft support | \\u03BF",
                "Greek alpha inside a Latin word | the p\\u03B1yment is due | \\u03B1",
                "Greek capital in a name | call \\u0391pple now | \\u0391",
                "Latin a in a Russian word | \\u043E\\u043F\\u043Ba\\u0442\\u0430 | a",
                "mathematical letter in a word | the p\\uD835\\uDC1Ayment is due | \\uD835\\uDC1A",
                "full-width letter in a word | the p\\uFF41yment is due | \\uFF41",
                "Roman numeral as a letter | the bi\\u217C\\u217C is due | \\u217C\\u217C",
                "whole word in Cyrillic beside the Latin one | a cope, the \\u0441\\u043E\\u0440\\u0435 | \\u0441\\u043E\\u0440\\u0435",
                "stacked marks | the i\\u0300\\u0301\\u0302\\u0303\\u0304\\u0305nvoice | \\u0300\\u0301\\u0302\\u0303\\u0304\\u0305",
            })
    void when_charactersDeceive_then_theyAreFound(String attack, String text, String found) {
        assertThat(found(unescaped(text))).as(attack).contains(unescaped(found));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Persian with non-joiners | \\u0645\\u06CC\\u200C\\u062E\\u0648\\u0627\\u0647\\u0645 \\u06A9\\u062A\\u0627\\u0628\\u200C\\u0647\\u0627 \\u0631\\u0627 \\u0628\\u062E\\u0648\\u0627\\u0646\\u0645.",
                "Hindi with joiners | \\u0915\\u094D\\u200D\\u0937 \\u0930\\u093E\\u0937\\u094D\\u200C\\u091F\\u094D\\u0930 \\u0939\\u0948\\u0964",
                "Malayalam with joiners | \\u0D05\\u0D35\\u0D28\\u0D4D\\u200D \\u0D35\\u0D28\\u0D4D\\u0D28\\u0D41",
                "Thai with zero-width spaces | \\u0E2A\\u0E27\\u0E31\\u0E2A\\u0E14\\u0E35\\u200B\\u0E04\\u0E23\\u0E31\\u0E1A",
                "family and flags | the \\uD83D\\uDC68\\u200D\\uD83D\\uDC69\\u200D\\uD83D\\uDC67 of \\uD83C\\uDDE9\\uD83C\\uDDEA waves",
                "flag of Wales | \\uD83C\\uDFF4\\uDB40\\uDC67\\uDB40\\uDC62\\uDB40\\uDC77\\uDB40\\uDC6C\\uDB40\\uDC73\\uDB40\\uDC7F wins",
                "emoji with skin and selector | \\uD83D\\uDC4D\\uD83C\\uDFFD and \\u2764\\uFE0F and \\u0031\\uFE0F\\u20E3",
                "woman firefighter, heart on fire | \\uD83D\\uDC69\\uD83C\\uDFFE\\u200D\\uD83D\\uDE92 \\u2764\\uFE0F\\u200D\\uD83D\\uDD25",
                "ideograph with a variant | \\u845B\\uDB40\\uDD00\\u98FE\\u533A",
                "soft hyphens in German | Donau\\u00ADdampf\\u00ADschiff\\u00ADfahrt",
                "byte order mark at the start | \\uFEFFA lamp.",
                "Hebrew with balanced isolates | the word \\u2067\\u05E9\\u05DC\\u05D5\\u05DD\\u2069 means peace",
                "Arabic with marks of direction | \\u0645\\u0631\\u062D\\u0628\\u0627\\u200F (ok)\\u200E.",
                "Hebrew with points | \\u05D1\\u05BC\\u05B0\\u05E8\\u05B5\\u05D0\\u05E9\\u05C1\\u05B4\\u05D9\\u05EA",
                "Vietnamese, decomposed | tie\\u0302\\u0301ng Vie\\u0323\\u0302t",
                "Russian with Latin abbreviations | IT-\\u043A\\u043E\\u043C\\u043F\\u0430\\u043D\\u0438\\u044F \\u0438 SMS\\u043A\\u0430 \\u0438 3D",
                "English that quotes Russian | He said \\u0441\\u043F\\u0430\\u0441\\u0438\\u0431\\u043E and left.",
                "Greek that quotes English | \\u03A4\\u03BF Windows \\u03B5\\u03AF\\u03BD\\u03B1\\u03B9 \\u03B5\\u03B4\\u03CE.",
                "symbols of science | TNF\\u03B1, NF\\u03BAB, \\u03B1v\\u03B23, \\u0394x, \\u03BCm, k\\u03A9, cos\\u03B1 and \\u03B3-rays",
                "Chinese with full-width letters | \\uFF21\\uFF22\\uFF23\\u516C\\u53F8 and ABC",
                "styled words | \\uD835\\uDC1A\\uD835\\uDC1B\\uD835\\uDC1C on the net",
                "ordinals and superscripts | the 4\\u1D57\\u02B0 and n\\u00BA 5, 1\\u00AA vez, x\\u00B2",
                "Turkish dotless i | k\\u0131rm\\u0131z\\u0131 \\u0131\\u015F\\u0131k",
                "man page in bold | N\\bNA\\bAM\\bME\\bE and _\\bu_\\bn",
                "ligature and accents | of\\uFB01ce, na\\u00EFve, \\u0153uvre, Stra\\u00DFe",
            })
    void when_scriptsAndEmojiNeedThem_then_charactersAreInnocent(String what, String text) {
        assertThat(found(unescaped(text))).as(what).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "He said \u200b\u200b\u200bnothing",
                "He s\u0430id n\u043ething \u202ereally\u202c"
            })
    void when_charactersAreFound_then_theirSpansAreExact(String text) {
        for (Suspicion suspicion : inspect(text)) {
            String span = text.substring(suspicion.start(), suspicion.end());
            assertThat(span).matches("[\u200b\u0430\u043e\u202e]+");
            assertThat(suspicion.reason()).contains("U+%04X".formatted((int) span.charAt(0)));
        }
        assertThat(inspect(text)).isNotEmpty();
    }

    @Test
    void when_runsTouch_then_theyAreOneSuspicion() {
        assertThat(inspect("a \u200b\u200b\u200blamp")).hasSize(1);
        assertThat(inspect("a \u200b\u200b\u200blamp").get(0).reason()).startsWith("3 times");
    }

    private static List<String> found(String text) {
        return inspect(text).stream()
                .map(suspicion -> text.substring(suspicion.start(), suspicion.end()))
                .toList();
    }

    private static List<Suspicion> inspect(String text) {
        var whole = List.of(new Sentence(0, text.length(), 0, SentenceKind.PROSE));
        return new UnicodeDetector()
                .inspect(new Inspected(Documents.of("id", "en", text, whole), null));
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\u", i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (text.startsWith("\\b", i)) {
                plain.append('\b');
                i++;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
