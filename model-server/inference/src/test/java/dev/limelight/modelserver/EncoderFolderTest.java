package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.EncoderProfile.Pooling;
import dev.limelight.modelserver.api.encode.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoders from folders, against transformers; see test-data/scripts/encoders. */
@Tag("slow")
class EncoderFolderTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "encoders");
    private static final Path BERT = DATA.resolve("bert-tiny");
    private static final Path XLM_R = DATA.resolve("xlm-roberta-tiny");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bert-tiny", "xlm-roberta-tiny"})
    void when_textsAreReadTogether_then_tokensVectorsAndAttentionAreThoseOfTransformers(String name)
            throws IOException {
        GoldenText[] cases = GoldenText.read(DATA.resolve(name + ".json"));
        List<AttentionTap> taps = EmbeddedModels.profile(path(DATA.resolve(name))).allLayers();
        try (EncoderClient client = open(DATA.resolve(name), taps)) {
            var answers =
                    Stream.of(cases)
                            .map(text -> client.encode(new EncodeRequest(text.text(), taps)))
                            .toList();
            for (int i = 0; i < cases.length; i++) {
                assertThat(cases[i].attention()).hasSize(taps.size());
                cases[i].check(answers.get(i).join());
            }
        }
    }

    @Test
    void when_aFolderNamesPoolingAndHeads_then_theProfileHasThem() {
        assertThat(EmbeddedModels.profile(path(BERT)))
                .isEqualTo(
                        new EncoderProfile(
                                3,
                                4,
                                List.of(AttentionTap.head(1, 3), AttentionTap.mean(2)),
                                Pooling.CLS));
    }

    @Test
    void when_aFolderNamesNeither_then_theMeansAreTaken() {
        assertThat(EmbeddedModels.profile(path(XLM_R)))
                .isEqualTo(new EncoderProfile(4, 2, List.of(AttentionTap.mean(2)), Pooling.MEAN));
    }

    @ParameterizedTest
    @CsvSource({"1,0", "2,1", "3,2", "4,2", "6,4", "12,9", "24,19"})
    void when_noHeadIsNamed_then_theLayerIsAsHighAsThatOfMiniLm(int layers, int layer)
            throws IOException {
        copy(XLM_R);
        set("num_hidden_layers", Integer.toString(layers));
        assertThat(EmbeddedModels.profile(path(folder)).salienceHeads())
                .containsExactly(AttentionTap.mean(layer));
    }

    @Test
    void when_theFolderHasAPrompt_then_itIsReadAndSpansAreThoseOfTheText() throws IOException {
        copy(XLM_R);
        Files.writeString(
                folder.resolve("config_sentence_transformers.json"),
                "{\"prompts\": {\"query\": \"query: \"}, \"default_prompt_name\": null}");
        String text = "Der Hafen";
        try (EncoderClient plain = open(XLM_R, List.of());
                EncoderClient prompted = open(folder, List.of())) {
            var own = plain.encode(new EncodeRequest(text, List.of())).join();
            var read = prompted.encode(new EncodeRequest(text, List.of())).join();
            var whole = plain.encode(new EncodeRequest("query: " + text, List.of())).join();
            assertThat(read.hidden()).isEqualTo(whole.hidden());
            assertThat(words(read.tokens())).isEqualTo(words(own.tokens())).isNotEmpty();
            assertThat(words(read.tokens())).allMatch(span -> text.charAt(span.start()) != ' ');
            assertThat(prompted.info().specialTokens())
                    .isGreaterThanOrEqualTo(read.tokens().size() - words(read.tokens()).size());
        }
    }

    private static List<TokenSpan> words(List<TokenSpan> tokens) {
        return tokens.stream().filter(token -> !token.special()).toList();
    }

    @Test
    void when_aHeadIsChosen_then_theProfileHasItAndAllElseStays() throws IOException {
        copy(XLM_R);
        set("limelight", "{\"languages\": {\"source\": [\"de\"]}}");
        new EncoderFolder(folder).setSalience(AttentionTap.head(1, 1));
        assertThat(EmbeddedModels.profile(path(folder)).salienceHeads())
                .containsExactly(AttentionTap.head(1, 1));
        assertThat(new EncoderFolder(folder).entry().languages()).containsExactly("de");
        assertThat(folder)
                .isDirectoryNotContaining(
                        file -> file.getFileName().toString().matches("config[^_]+\\.json"));
    }

    @Test
    void when_loaded_then_theLimitsAreThoseOfPositionsAndTokenizer() {
        try (EncoderClient bert = open(BERT, List.of());
                EncoderClient xlmR = open(XLM_R, List.of())) {
            ModelInfo info = bert.info();
            assertThat(info)
                    .isEqualTo(new ModelInfo("bert-tiny", info.revision(), 64, 32, 2, 1, 3, 4, 24));
            assertThat(info.revision()).matches("[0-9a-f]{12}");
            assertThat(xlmR.info().maxTokens()).isEqualTo(64);
            assertThat(xlmR.info().unknownToken()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert-tiny", "xlm-roberta-tiny"})
    void when_aTextHasAsManyTokensAsPositions_then_itIsReadAndOneMoreIsRefused(String name) {
        try (EncoderClient client = open(DATA.resolve(name), List.of())) {
            String word = "\u05d0";
            String longest = longest(client, word);
            assertThat(client.encode(new EncodeRequest(longest, List.of())).join().tokens())
                    .hasSize(64);
            assertThat(client.encode(new EncodeRequest(longest + " " + word, List.of())))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withMessageContaining("expected at most 64");
        }
    }

    /** The longest run of the word that fills all positions. */
    private static String longest(EncoderClient client, String word) {
        String text = word;
        while (client.tokens().count(text + " " + word) + 2 <= 64) {
            text += " " + word;
        }
        while (client.tokens().count(text) + 2 < 64) {
            text += ".";
        }
        return text;
    }

    @Test
    void when_aTextIsReadInACrowd_then_itsNumbersAreTheSameBits() {
        List<AttentionTap> taps = List.of(AttentionTap.mean(2));
        try (EncoderClient client = open(XLM_R, taps)) {
            var alone = client.encode(new EncodeRequest("Der Hafen", taps)).join();
            var crowd =
                    Stream.of("Der Hafen", "Am Dienstag fuhren alle Bahnen wieder.", "")
                            .map(text -> client.encode(new EncodeRequest(text, taps)))
                            .toList();
            assertThat(crowd.get(0).join().hidden()).isEqualTo(alone.hidden());
            assertThat(crowd.get(0).join().attention().get(0).weights())
                    .isEqualTo(alone.attention().get(0).weights());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model_type | \"distilbert\" | model_type 'distilbert', expected an encoder, one of [bert, xlm-roberta]",
                "model_type | null | no model_type",
                "num_hidden_layers | 5 | shows the attention of 4 layers, expected 5",
                "num_hidden_layers | \"four\" | num_hidden_layers is \"four\", expected a whole number from 1",
                "num_attention_heads | 0 | num_attention_heads is 0, expected a whole number from 1",
                "max_position_embeddings | 4 | 2 positions, expected 3 or more",
                "limelight | {\"salience\":[{\"layer\":4}]} | salience from layer 4, expected a layer below 4",
                "limelight | {\"salience\":[{\"layer\":0,\"head\":2}]} | a head below 2",
                "limelight | {\"salience\":[{\"layer\":-1}]} | layer -1, head -1, expected both from 0",
                "limelight | {\"salience\":{\"layer\":1}} | salience is {\"layer\":1}, expected a list",
                "limelight | {\"salience\":[3]} | salience has 3, expected objects",
                "limelight | {\"suffix\":\"_q4\"} | has no model_q4.onnx"
            })
    void when_theConfigurationCannotBeUsed_then_theRefusalNamesIt(
            String key, String value, String message) throws IOException {
        copy(XLM_R);
        set(key, value);
        assertRefused(message);
    }

    @Test
    void when_aFileIsMissing_then_theRefusalNamesIt() throws IOException {
        copy(XLM_R);
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused("tokenizer.json");
        Files.delete(folder.resolve("model.onnx"));
        assertRefused("--task feature-extraction");
        Files.delete(folder.resolve("config.json"));
        assertRefused("config.json");
    }

    @Test
    void when_vectorsArePooledInAnotherWay_then_theRefusalNamesIt() throws IOException {
        copy(BERT);
        Files.writeString(
                folder.resolve("1_Pooling/config.json"),
                "{\"pooling_mode_cls_token\": true, \"pooling_mode_max_tokens\": true}");
        assertRefused("pooling of [cls_token, max_tokens], expected one of mean_tokens and");
    }

    @Test
    void when_thereAreSeveralGraphs_then_theNamedOneCounts() throws IOException {
        copy(XLM_R);
        Files.move(folder.resolve("model.onnx"), folder.resolve("model_a.onnx"));
        open(folder, List.of()).close();
        Files.writeString(folder.resolve("model_b.onnx"), "no graph");
        assertRefused("name one of the suffixes [_a, _b]");
        set("limelight", "{\"suffix\": \"_a\"}");
        open(folder, List.of()).close();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> open(folder, List.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message);
    }

    private void set(String key, String value) throws IOException {
        Path file = folder.resolve("config.json");
        JsonObject config = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        config.add(key, JsonParser.parseString(value));
        Files.writeString(file, config.toString());
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    private static EncoderClient open(Path folder, List<AttentionTap> taps) {
        return EmbeddedModels.openEncoder(
                EncoderOptions.defaults()
                        .withModel(path(folder))
                        .withTaps(taps)
                        .withBatching(BatchOptions.of(1024).withIntraOpThreads(1)));
    }

    private static String path(Path folder) {
        return folder.toString();
    }
}
