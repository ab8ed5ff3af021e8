package dev.limelight.modelserver.architecture.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarizationTasksTest {

    private static final Path SAMPLES = Path.of("..", "..", "test-data", "seq2seq");

    private static final String T5 =
            """
            {"model_type": "t5", "num_heads": 4, "num_layers": 3, "vocab_size": 400, %s
             "decoder_start_token_id": 0, "eos_token_id": 1,
             "task_specific_params": {"summarization": {
               "early_stopping": true, "length_penalty": 2.0, "max_length": 200, "min_length": 30,
               "no_repeat_ngram_size": 3, "num_beams": 4, "prefix": "summarize: "}}}""";

    @TempDir private Path folder;

    @Test
    void when_aBundleHasNoTask_then_itIsTakenAsItIs() {
        SummarizationTask bart = SummarizationTasks.of(SAMPLES.resolve("bart-merged"), "{}");
        assertThat(bart).isEqualTo(new SummarizationTask("", "{}", 19, 48, AttentionTap.mean(1)));
    }

    @Test
    void when_aBundleHasTasks_then_theOneThatTransformersPipelineTakesIsTaken() throws IOException {
        config(T5.formatted("\"n_positions\": 512,"));
        SummarizationTask task = SummarizationTasks.of(folder, "{}");
        assertThat(task.prefix()).isEqualTo("summarize: ");
        assertThat(task.generation())
                .contains("\"num_beams\":4", "\"max_length\":200")
                .doesNotContain("prefix");
        assertThat(task.maxNewTokens()).isEqualTo(199);
        assertThat(task.sourceTokens()).isEqualTo(512);
        assertThat(task.tap()).isEqualTo(AttentionTap.mean(2));
    }

    @Test
    void when_settingsAreChanged_then_changesCountBeforeTheTask() throws IOException {
        config(T5.formatted(""));
        var changes = "{\"num_beams\": 1, \"early_stopping\": false, \"max_new_tokens\": 40}";
        SummarizationTask task = SummarizationTasks.of(folder, changes);
        assertThat(task.generation()).contains("\"num_beams\":1", "\"length_penalty\":2.0");
        assertThat(task.maxNewTokens()).isEqualTo(40);
        assertThat(task.withPrefix("tl;dr ").prefix()).isEqualTo("tl;dr ");
    }

    @Test
    void when_theTaskHasNoPrefix_then_theOneAtTheTopCounts() throws IOException {
        config(
                """
                {"model_type": "bart", "encoder_attention_heads": 4, "decoder_attention_heads": 4,
                 "decoder_layers": 6, "vocab_size": 400, "max_position_embeddings": 1024,
                 "decoder_start_token_id": 2, "eos_token_id": 2, "max_length": 142, "prefix": " ",
                 "limelight": {"alignment": {"layer": 4, "head": 1}}}""");
        SummarizationTask task = SummarizationTasks.of(folder, "{}");
        assertThat(task)
                .isEqualTo(new SummarizationTask(" ", "{}", 141, 1024, AttentionTap.head(4, 1)));
    }

    @Test
    void when_aSettingCannotBeUsed_then_itIsRefused() {
        assertThatThrownBy(
                        () ->
                                SummarizationTasks.of(
                                        SAMPLES.resolve("t5-split"), "{\"do_sample\": true}"))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.category()).isEqualTo(Category.INVALID))
                .hasMessageContaining("do_sample");
        assertThatThrownBy(() -> SummarizationTasks.of(folder, "{}"))
                .hasMessageContaining("config.json");
    }

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }
}
