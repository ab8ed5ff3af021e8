package dev.limelight.pipeline.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.cli.Ran;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before a model is loaded. */
@Tag("slow")
class GenerateCommandTest {

    private static final String MODEL = "../../test-data/seq2seq/bart-split";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --set num_beam=4|unknown setting num_beam; did you mean num_beams?
                    --set num_beams=four|num_beams is "four", expected a whole number
                    --beams 0|num_beams is 0, expected at least 1
                    --max-tokens 0|max_new_tokens is 0, expected at least 1
                    --beams x|Invalid value for option '--beams'
                    --set early_stopping=soon|early_stopping is soon, expected true, false
                    --set num_return_sequences=2|num_return_sequences is 2, expected at most
                    --set temperature=2|unknown setting temperature
                    --attention 2|--attention 2, expected LAYER or LAYER.HEAD of 2 layers and 4 heads
                    --attention 1.4|--attention 1.4, expected
                    --attention first|--attention first, expected
                    """)
    void when_aSettingIsWrong_then_exit2WithItsName(String words, String message) {
        Ran ran = Ran.command(("generate --model " + MODEL + " " + words).split(" "));
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("limelight: ").contains(message);
    }

    @ParameterizedTest
    @CsvSource({"generate", "generate --model no-such-model", "generate --model ../../test-data"})
    void when_thereIsNoModel_then_nothingIsPrinted(String words) {
        Ran ran = Ran.command(words.split(" "));
        assertThat(ran.code()).as(ran.err()).isNotZero();
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("limelight: ").doesNotContain("\tat ");
    }
}
