package dev.limelight.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/limelight.properties} says what the code does. */
class ConfigFileTest {

    private static final Path FILE = Path.of("..", "..", "deploy", "limelight.properties");
    private static final Pattern KEY = Pattern.compile("(?m)^#?([a-z.-]+)=");
    private static final Map<String, String> LEAST =
            Map.of("kafka.bootstrap-servers", "localhost:9092");

    @Test
    void when_fileIsLoaded_then_itGivesTheDefaults() {
        assertThat(PipelineConfig.load(FILE)).isEqualTo(PipelineConfig.of(LEAST));
    }

    @Test
    void when_keysAreListed_then_theFileHasThemAll() throws IOException {
        assertThat(keysOfFile())
                .filteredOn(key -> !key.startsWith("kafka.properties."))
                .containsExactlyInAnyOrderElementsOf(keysOfCode());
    }

    /** Two jobs made from the file must not share what fences the one or the other. */
    @Test
    void when_aCopyGetsAGroupOfItsOwn_then_itsTransactionsAreItsOwn(@TempDir Path folder)
            throws IOException {
        String file = Files.readString(FILE);
        Path copy = folder.resolve("copy.properties");
        Files.writeString(
                copy, file.replace("\nkafka.group-id=limelight", "\nkafka.group-id=mine"));

        assertThat(PipelineConfig.load(copy).kafka().transactionalIdPrefix()).isEqualTo("mine");
    }

    private static Set<String> keysOfFile() throws IOException {
        return KEY.matcher(Files.readString(FILE))
                .results()
                .map(key -> key.group(1))
                .collect(Collectors.toSet());
    }

    /** As the error for an unknown key lists them. */
    private static List<String> keysOfCode() {
        var values = Map.of("kafka.bootstrap-servers", "localhost:9092", "no-such-key", "1");
        String message = catchThrowable(() -> PipelineConfig.of(values)).getMessage();
        return List.of(message.substring(message.indexOf("The keys are: ") + 14).split(", "));
    }
}
