package dev.limelight.pipeline.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.pipeline.cli.Ran;
import dev.limelight.pipeline.cli.screen.Columns;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.explain.EncoderExplanation;
import dev.limelight.pipeline.explain.TranslationExplanation;
import dev.limelight.pipeline.fixture.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The views of what {@code explain --json} printed once. */
class ExplanationViewsTest {

    private static final String STYLE = "\u001b\\[[0-9;]*m";

    @Test
    void when_explanationsAreShown_then_theyAreThePicturesOfTheDocs() throws IOException {
        String docs = Repository.read("docs/explain.md");
        var terminal = new Terminal(false, 80);
        assertThat(docs).contains(String.join("\n", encoder(terminal)) + "\n```");
        assertThat(docs)
                .contains(String.join("\n", translation(terminal)).stripTrailing() + "\n```");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100})
    void when_terminalHasAWidth_then_noLineIsWider(int width) throws IOException {
        var terminal = new Terminal(false, width);
        assertThat(encoder(terminal))
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
        assertThat(translation(terminal))
                .allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void when_thereAreColours_then_theTextIsTheSame() throws IOException {
        assertThat(String.join("\n", translation(new Terminal(true, 80))).replaceAll(STYLE, ""))
                .isEqualTo(String.join("\n", translation(new Terminal(false, 80))));
        assertThat(String.join("\n", encoder(new Terminal(true, 80))).replaceAll(STYLE, ""))
                .isEqualTo(String.join("\n", encoder(new Terminal(false, 80))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--layer -1 | --layer -1, expected 0 or more",
                "--beams 0 --to de | --beams 0, expected 1 or more",
                "--model no-such-model | --model ",
                "--to xx-unknown-language | --to ",
            })
    void when_optionsAreWrong_then_exitIs2(String options, String message) {
        Ran ran = Ran.command(("explain " + options).split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    private static List<String> encoder(Terminal terminal) throws IOException {
        return new EncoderExplanationView(terminal)
                .lines(record("encoder.json", EncoderExplanation.class));
    }

    private static List<String> translation(Terminal terminal) throws IOException {
        return new TranslationExplanationView(terminal)
                .lines(record("translation.json", TranslationExplanation.class));
    }

    private static <T extends Record> T record(String name, Class<T> type) throws IOException {
        try (InputStream in = ExplanationViewsTest.class.getResourceAsStream(name)) {
            return RecordCodec.decode(Objects.requireNonNull(in, name).readAllBytes(), type);
        }
    }
}
