package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderInspector;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.InspectedHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inside of MiniLM beside what the encoder gives, and beside arithmetic done here. */
@Tag("slow")
class EncoderInspectorTest {

    private static final String TEXT = "We sat on the bank, and saw no bank 🏦 at all.";
    private static final Path XLM_R =
            Path.of("..", "..", "test-data", "encoders", "xlm-roberta-tiny");
    private static final EncoderInspector INSPECTOR = EmbeddedModels.openInspector("minilm");

    @AfterAll
    static void close() {
        INSPECTOR.close();
    }

    @Test
    void when_aTextIsInspected_then_statesAndAttentionAreTheEncoders() {
        List<AttentionTap> taps = List.of(AttentionTap.head(0, 3), AttentionTap.head(5, 11));
        var inspected = INSPECTOR.inspect(TEXT);
        try (EncoderClient encoder =
                EmbeddedModels.openEncoder(EncoderOptions.defaults().withTaps(taps))) {
            var encoded = encoder.encode(new EncodeRequest(TEXT, taps)).join();
            assertThat(inspected.tokens()).isEqualTo(encoded.tokens());
            assertThat(inspected.pieces())
                    .hasSameSizeAs(encoded.tokens())
                    .startsWith("[CLS]", "we");
            assertThat(inspected.states()).hasSize(INSPECTOR.info().layers() + 1);
            assertThat(inspected.states().get(6)).containsExactly(encoded.hidden(), within(1e-5f));
            for (int i = 0; i < taps.size(); i++) {
                AttentionTap tap = taps.get(i);
                assertThat(INSPECTOR.head(TEXT, tap.layer(), tap.head()).attention().weights())
                        .containsExactly(encoded.attention().get(i).weights(), within(1e-5f));
            }
        }
    }

    /** What stands before every text is read, and is no part of it. */
    @Test
    void when_theModelHasAPrompt_then_theInsideIsThatOfThePromptedText(@TempDir Path folder)
            throws IOException {
        try (Stream<Path> files = Files.list(XLM_R)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"),
                "{\"prompts\": {\"query\": \"query: \"}}");
        String name = folder.toString();
        try (EncoderInspector inspector = EmbeddedModels.openInspector(name);
                EncoderClient encoder =
                        EmbeddedModels.openEncoder(
                                EncoderOptions.defaults()
                                        .withModel(name)
                                        .withTaps(AttentionTap.means(4)))) {
            var inspected = inspector.inspect("Der Hafen");
            var encoded = encoder.encode(new EncodeRequest("Der Hafen", List.of())).join();
            assertThat(inspected.tokens()).isEqualTo(encoded.tokens());
            assertThat(inspected.pieces()).hasSameSizeAs(encoded.tokens());
            assertThat(inspected.states().get(inspector.info().layers()))
                    .containsExactly(encoded.hidden(), within(1e-5f));
        }
    }

    @Test
    void when_aHeadIsShown_then_itsNumbersFollowFromEachOther() {
        for (int layer = 0; layer < 6; layer++) {
            InspectedHead inspected = INSPECTOR.head(TEXT, layer, layer * 2);
            InspectedHead.Parts parts = inspected.parts();
            assertThat(parts).isNotNull();
            int n = inspected.attention().tokens();
            for (int target = 0; target < n; target++) {
                double[] exponents = new double[n];
                double sum = 0;
                for (int source = 0; source < n; source++) {
                    double product = 0;
                    for (int i = 0; i < parts.size(); i++) {
                        product +=
                                parts.query()[target * parts.size() + i]
                                        * parts.key()[source * parts.size() + i];
                    }
                    float score = parts.scores()[target * n + source];
                    assertThat((double) parts.products()[target * n + source])
                            .isCloseTo(product, within(1e-4));
                    assertThat((double) score)
                            .isCloseTo(product / Math.sqrt(parts.size()), within(1e-4));
                    exponents[source] = Math.exp(score);
                    sum += exponents[source];
                }
                double[] context = new double[parts.size()];
                for (int source = 0; source < n; source++) {
                    double weight = exponents[source] / sum;
                    assertThat((double) inspected.attention().weight(target, source))
                            .isCloseTo(weight, within(1e-5));
                    for (int i = 0; i < context.length; i++) {
                        context[i] += weight * parts.value()[source * parts.size() + i];
                    }
                }
                for (int i = 0; i < context.length; i++) {
                    assertThat((double) parts.context()[target * parts.size() + i])
                            .isCloseTo(context[i], within(1e-4));
                }
            }
        }
    }

    @Test
    void when_headOrTextIsTooMuch_then_itIsRefused() {
        assertThatThrownBy(() -> INSPECTOR.head(TEXT, 6, 0))
                .isInstanceOf(ModelException.class)
                .hasMessage("layer 6, expected 0 to 5");
        assertThatThrownBy(() -> INSPECTOR.inspect("lamp ".repeat(600)))
                .isInstanceOf(ModelException.class)
                .hasMessage("text of 602 tokens, expected at most 512");
    }
}
