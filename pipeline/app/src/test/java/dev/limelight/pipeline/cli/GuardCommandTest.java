package dev.limelight.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command without a model: those that need one are off. */
class GuardCommandTest {

    private static final String TEXT = "\uD83D\uDE00 The in\u200bvoice is due on Monday.\n";

    @Test
    void when_textIsGuarded_then_spansAndReasonsAreShown() {
        Ran ran = guard(TEXT);
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("stdin  1 finding · score ")
                .contains("unicode 8-9  1.00  flag")
                .contains("invisible character U+200B");
    }

    @Test
    void when_jsonIsAsked_then_itIsAnAlertOnCodePoints() throws Exception {
        Ran ran = guard(TEXT, "--json", "--id", "x", "--policy", "unicode=quarantine");
        GuardAlertRecord alert =
                RecordCodec.decode(ran.out().getBytes(UTF_8), GuardAlertRecord.class);
        assertThat(alert.kind()).isEqualTo("guard");
        assertThat(alert.documentId()).isEqualTo("x");
        assertThat(alert.policy())
                .startsWith("unicode=quarantine:1.00 ")
                .endsWith(" off-topic=off instruction-like=off");
        GuardFinding only = alert.findings().get(0);
        int[] span = {only.start(), only.end()};
        assertThat(span).containsExactly(8, 9);
        assertThat(only.action().wireName()).isEqualTo("quarantine");
    }

    @Test
    void when_nothingIsFound_then_thatIsSaid() {
        assertThat(guard("A lamp.\n").out()).startsWith("stdin  0 findings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unicode=shout | action 'shout', expected off or one of flag, mask, quarantine",
                "colour=off | detector 'colour', expected one of unicode",
                "unicode=flag:7 | threshold 7.0, expected 0 to 1"
            })
    void when_policyIsWrong_then_exitIs2AndMessageSaysWhy(String policy, String message) {
        Ran ran = guard(TEXT, "--policy", policy);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    private static Ran guard(String text, String... options) {
        String[] words = {"guard", "--policy", "off-topic=off", "--policy", "instruction-like=off"};
        return Ran.command(
                text.getBytes(UTF_8),
                Stream.of(words, options).flatMap(Stream::of).toArray(String[]::new));
    }
}
