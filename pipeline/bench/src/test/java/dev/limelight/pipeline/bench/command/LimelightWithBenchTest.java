package dev.limelight.pipeline.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimelightWithBenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summarize",
                "bench",
                "bench generate",
                "bench kills",
                "bench pipeline",
                "bench salience",
                "bench serve",
                "bench signals",
                "bench soak"
            })
    void when_helpIsAsked_then_usageOnStandardOutput(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: limelight " + command);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void when_benchHasNoCommand_then_itNamesThem() {
        assertThat(run("bench")).isEqualTo(2);
        assertThat(err.toString()).startsWith("limelight: no command, expected one of");
    }

    @Test
    void when_benchesAreListed_then_eachHasAWholeSentenceAsTheProductsCommands() {
        run("bench", "--help");
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("kills Kills the job again and again", "with a broker on this machine. ")
                .doesNotContain("how well serve", "by ROUGE of the chosen guard");
    }

    @Test
    void when_aBenchGetsAnUnknownOption_then_theErrorIsInTheProductsWords() {
        assertThat(run("bench", "kills", "--nothing")).isEqualTo(2);
        assertThat(err.toString()).startsWith("limelight: ").contains("--nothing", "--help");
    }

    private int run(String... arguments) {
        return LimelightWithBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
