package dev.limelight.pipeline.translate.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.UnicodeSet;
import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.Segment;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the translators that ship do with what they cannot write. */
@Tag("slow")
class ShippedTranslatorsTest {

    private static final UnicodeSet PUNCTUATION =
            new UnicodeSet("[\\p{Pd}\\p{Pi}\\p{Pf}\\p{Ps}\\p{Pe}]").freeze();
    private static final Seq2SeqClient TO_GERMAN = open("limelight-en-de");
    private static final Seq2SeqClient TO_ENGLISH = open("limelight-de-en");

    private static Seq2SeqClient open(String name) {
        return EmbeddedModels.openSeq2Seq(
                TranslationBundle.read(Path.of("..", "..", "models", name)).options());
    }

    @AfterAll
    static void close() {
        TO_GERMAN.close();
        TO_ENGLISH.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "東京 is big.~東京",
                "We met 張偉 in Beijing.~張偉",
                "The letter γ is here.~γ",
                "It costs ¥500, ₹5 or ₿1.~¥500",
                "Press 1️⃣ and #️⃣ now.~1️⃣",
                "हिन्दी is a language.~हिन्दी",
                "We need 5 m² and 2½ cups.~m²",
                "The brand Lamp™ is old.~Lamp™",
                "She said ¡Hola! to us.~¡Hola!",
                "I met 👨‍👩‍👧 and 🇩🇪 today.~👨‍👩‍👧",
                "餃子 and jiaozi are food.~餃子",
                "He lives in São Paulo.~São",
                "We write ＡＢＣ in wide letters.~ＡＢＣ",
                "Hello {{ user.name | upper }}, come in.~{{ user.name | upper }}",
                "{% if user %}Welcome back!{% endif %}~{% endif %}",
                "My site is red-house.net.~red-house.net",
                "See \\\\cite{a} and $E=mc^2$ here.~$E=mc^2$",
            })
    void when_theModelCannotWriteIt_then_itIsKept(String text, String kept) {
        Translation translation = translated(TO_GERMAN, "en", text, "de");
        assertThat(translation.text()).contains(kept);
        assertThat(translation.flags()).doesNotContain(Flag.PLACEHOLDER_BROKEN);
    }

    @Test
    void when_textIsOfAnyScriptOrCategory_then_itArrivesOrAFlagSaysSo() {
        check(TO_GERMAN, "en", samples("The sign %s is on the wall."), "de");
        check(TO_ENGLISH, "de", samples("Das Zeichen %s ist an der Wand."), "en");
    }

    private static void check(Seq2SeqClient model, String from, List<String> lines, String to) {
        Translation translation = translated(model, from, String.join("\n\n", lines), to);
        String source = translation.document().text();
        for (Segment segment : translation.segments()) {
            String before = source.substring(segment.start(), segment.end());
            assertThat(segment.text().codePoints().filter(ShippedTranslatorsTest::isNone))
                    .as(before)
                    .allMatch(codePoint -> before.indexOf(codePoint) >= 0);
            assertThat(arrives(before, segment.text()) || !segment.flags().isEmpty())
                    .as("%s -> %s", before, segment.text())
                    .isTrue();
        }
    }

    private static boolean arrives(String source, String target) {
        return source.codePoints()
                .filter(
                        codePoint ->
                                codePoint > 0x7F && !Character.isIdentifierIgnorable(codePoint))
                .filter(codePoint -> !Character.isSpaceChar(codePoint) && !isPunctuation(codePoint))
                .allMatch(codePoint -> target.indexOf(codePoint) >= 0);
    }

    /** Dashes, quotes and brackets are those that the language has. */
    private static boolean isPunctuation(int codePoint) {
        return PUNCTUATION.contains(codePoint);
    }

    private static boolean isNone(int codePoint) {
        return codePoint == 0xFFFD || (Character.isISOControl(codePoint) && codePoint != '\n');
    }

    /** A line for each script and each general category. */
    private static List<String> samples(String line) {
        List<String> samples = new ArrayList<>();
        int last = UCharacter.getIntPropertyMaxValue(UProperty.SCRIPT);
        for (int script = 0; script <= last; script++) {
            String sample = UScript.getSampleString(script);
            if (!sample.isEmpty()) {
                samples.add(line.formatted(sample));
            }
        }
        for (String category :
                List.of(
                        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc",
                        "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Zs", "Cf",
                        "Co")) {
            UnicodeSet all = new UnicodeSet("[[:%s:]&[\\u00A1-\\U0001FFFF]]".formatted(category));
            for (int at : new int[] {0, all.size() / 3, all.size() - 1}) {
                int codePoint = all.isEmpty() ? 0xE000 : all.charAt(at);
                samples.add(line.formatted(Character.toString(codePoint)));
            }
        }
        return samples;
    }

    private static Translation translated(
            Seq2SeqClient model, String from, String text, String to) {
        return new DocumentTranslator(model, TranslateSettings.DEFAULT)
                .translate(Documents.of("id", from, text), to);
    }
}
