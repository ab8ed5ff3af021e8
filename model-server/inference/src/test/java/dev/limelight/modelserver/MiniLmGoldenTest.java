package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the reference libraries, see test-data/scripts/minilm_golden.py. */
@Tag("slow")
class MiniLmGoldenTest {

    private static final Path FILE = Path.of("..", "..", "test-data", "golden", "minilm.json");

    @Test
    void when_textsAreRead_then_resultsAreThoseOfTheReference() throws IOException {
        GoldenText[] cases = GoldenText.read(FILE);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(8);
        try (EncoderClient client = EmbeddedModels.openEncoder(EncoderOptions.defaults())) {
            List<CompletableFuture<Encoded>> answers =
                    Arrays.stream(cases)
                            .map(
                                    c ->
                                            client.encode(
                                                    new EncodeRequest(
                                                            c.text(),
                                                            List.of(
                                                                    AttentionTap.mean(0),
                                                                    AttentionTap.mean(5)))))
                            .toList();
            for (int i = 0; i < cases.length; i++) {
                cases[i].check(answers.get(i).join());
            }
        }
    }
}
