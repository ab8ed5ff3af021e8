package dev.limelight.modelserver.architecture.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.generation.EarlyStopping;
import dev.limelight.modelserver.generation.Generated;
import dev.limelight.modelserver.generation.GenerationConfig;
import dev.limelight.modelserver.runtime.OnnxSeq2Seq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The settings that well-known models are published with are accepted and obeyed. Keys and values
 * are theirs; ids and lengths are those of a tiny model of the same architecture.
 */
@Tag("slow")
class KnownModelsTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "seq2seq");

    private static final String MARIAN =
            """
            {"bad_words_ids": [[399]], "bos_token_id": 0, "decoder_start_token_id": 399,
             "eos_token_id": 0, "forced_eos_token_id": 0, "max_length": 40, "num_beams": %d,
             "pad_token_id": 399, "renormalize_logits": true, "transformers_version": "4.32.0.dev0"}
            """;

    private static final String BART_CNN =
            """
            {"_from_model_config": true, "bos_token_id": 0, "decoder_start_token_id": 2,
             "early_stopping": true, "eos_token_id": 2, "forced_bos_token_id": 0,
             "forced_eos_token_id": 2, "length_penalty": 2.0, "max_length": 42, "min_length": 16,
             "no_repeat_ngram_size": 3, "num_beams": 4, "pad_token_id": 1}
            """;

    private static final String T5 =
            """
            {"_from_model_config": true, "decoder_start_token_id": 0, "eos_token_id": 1,
             "pad_token_id": 0, "transformers_version": "4.27.0.dev0"}
            """;

    private static final String PEGASUS =
            """
            {"_from_model_config": true, "bos_token_id": 0, "decoder_start_token_id": 0,
             "eos_token_id": 1, "forced_eos_token_id": 1, "length_penalty": %s, "max_length": 40,
             "min_length": %d, "num_beams": 8, "pad_token_id": 0}
            """;

    private static final String M2M100 =
            """
            {"_from_model_config": true, "bos_token_id": 0, "decoder_start_token_id": 2,
             "early_stopping": true, "eos_token_id": 2, "max_length": 40, "num_beams": 5,
             "pad_token_id": 1}
            """;

    private static final String MBART50 =
            """
            {"_from_model_config": true, "bos_token_id": 0, "decoder_start_token_id": 2,
             "early_stopping": true, "eos_token_id": 2, "forced_bos_token_id": 250,
             "forced_eos_token_id": 2, "max_length": 40, "num_beams": 5, "pad_token_id": 1}
            """;

    /** A model, the tiny bundle of its kind, and what its file says. */
    record Known(String name, String bundle, String settings) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Known> models() {
        return Stream.of(
                new Known("opus-mt-en-de", "marian-merged", MARIAN.formatted(6)),
                new Known("opus-mt-en-fr, two bad words", "marian-split", MARIAN.formatted(4)),
                new Known("opus-mt-tc-big, greedy", "marian-merged", MARIAN.formatted(1)),
                new Known("bart-large-cnn", "bart-merged", BART_CNN),
                new Known(
                        "bart-large-xsum",
                        "bart-merged",
                        BART_CNN.replace("\"length_penalty\": 2.0", "\"length_penalty\": 1.0")
                                .replace("\"num_beams\": 4", "\"num_beams\": 6")),
                new Known(
                        "distilbart-cnn-12-6",
                        "bart-split",
                        BART_CNN.replace("\"min_length\": 16", "\"min_length\": 20")),
                new Known("t5-small", "t5-merged", T5),
                new Known("flan-t5-base", "flan-t5-merged", T5),
                new Known("madlad400-3b-mt", "flan-t5-split", T5),
                new Known("pegasus-xsum", "pegasus-merged", PEGASUS.formatted("0.6", 0)),
                new Known("pegasus-cnn_dailymail", "pegasus-split", PEGASUS.formatted("0.8", 12)),
                new Known("m2m100_418M", "m2m100-merged", M2M100),
                new Known(
                        "nllb-200-distilled-600M",
                        "m2m100-split",
                        M2M100.replace("\"early_stopping\": true, ", "")
                                .replace("\"num_beams\": 5, ", "")),
                new Known("mbart-large-50", "mbart-merged", MBART50.replace("250,", "null,")),
                new Known("mbart-large-50-many-to-one-mmt", "mbart-split", MBART50),
                new Known("mbart-large-50-many-to-many-mmt", "mbart-merged", MBART50));
    }

    @TempDir private Path folder;

    @ParameterizedTest
    @MethodSource("models")
    void when_theSettingsAreInTheirOwnFile_then_theyAreObeyed(Known known) throws IOException {
        copy(known);
        Files.writeString(folder.resolve("generation_config.json"), known.settings());
        assertObeyed(json(known.settings()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void when_anOlderModelHasThemInItsConfiguration_then_theyAreObeyed(Known known)
            throws IOException {
        copy(known);
        Files.delete(folder.resolve("generation_config.json"));
        JsonObject config = json(Files.readString(folder.resolve("config.json")));
        JsonObject settings = json(known.settings());
        settings.asMap().forEach(config::add);
        if (settings.has("forced_bos_token_id")
                && settings.get("forced_bos_token_id").toString().equals("0")) {
            config.remove("forced_bos_token_id");
            config.addProperty("force_bos_token_to_be_generated", true);
        }
        Files.writeString(folder.resolve("config.json"), config.toString());
        assertObeyed(settings);
    }

    private void assertObeyed(JsonObject settings) {
        assertThat(SettingsCheck.problems(folder, "{}")).isEmpty();
        Seq2SeqBundle bundle = Seq2SeqBundle.read(folder, "default");
        GenerationConfig config = bundle.generationConfig("{}");
        assertRead(config, settings);
        try (Seq2SeqModel model = Seq2SeqModel.open(bundle, OnnxSeq2Seq.Taps.NONE, 1)) {
            List<int[]> sources = List.of(new int[] {30, 31, 32, 33, 2}, new int[] {90, 7, 2});
            for (List<Generated> results : Sequences.of(model, sources, config)) {
                assertWritten(results.get(0).tokens(), config);
            }
        }
    }

    private static void assertRead(GenerationConfig config, JsonObject settings) {
        assertThat(config.numBeams()).isEqualTo(number(settings, "num_beams", 1).intValue());
        assertThat(config.minLength()).isEqualTo(number(settings, "min_length", 0).intValue());
        assertThat(config.maxNewTokens())
                .isEqualTo(number(settings, "max_length", 20).intValue() - 1);
        assertThat(config.lengthPenalty())
                .isEqualTo(number(settings, "length_penalty", 1.0).doubleValue());
        assertThat(config.noRepeatNgramSize())
                .isEqualTo(number(settings, "no_repeat_ngram_size", 0).intValue());
        assertThat(config.earlyStopping())
                .isEqualTo(
                        settings.has("early_stopping") ? EarlyStopping.TRUE : EarlyStopping.FALSE);
        assertThat(config.renormalizeLogits()).isEqualTo(settings.has("renormalize_logits"));
    }

    private static void assertWritten(int[] tokens, GenerationConfig config) {
        assertThat(tokens.length).isLessThanOrEqualTo(config.maxNewTokens());
        config.forcedBosTokenId().ifPresent(first -> assertThat(tokens[0]).isEqualTo(first));
        if (tokens.length == config.maxNewTokens()) {
            config.forcedEosTokenId()
                    .ifPresent(last -> assertThat(tokens[tokens.length - 1]).isEqualTo(last));
        }
        IntStream.range(0, Math.max(0, config.minLength() - 1))
                .forEach(i -> assertThat(config.eosTokenIds()).doesNotContain(tokens[i]));
        config.badWordsIds().forEach(word -> assertThat(tokens).doesNotContain(word.get(0)));
        int size = config.noRepeatNgramSize();
        Set<String> seen = new HashSet<>();
        for (int i = 0; size > 0 && i + size <= tokens.length; i++) {
            assertThat(seen.add(Arrays.toString(Arrays.copyOfRange(tokens, i, i + size)))).isTrue();
        }
    }

    private static Number number(JsonObject settings, String key, Number fallback) {
        return settings.has(key) ? settings.get(key).getAsNumber() : fallback;
    }

    private void copy(Known known) throws IOException {
        Path bundle = DATA.resolve(known.bundle());
        try (Stream<Path> all = Files.walk(bundle)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(bundle.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
