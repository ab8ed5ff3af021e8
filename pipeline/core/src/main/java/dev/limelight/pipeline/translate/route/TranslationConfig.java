package dev.limelight.pipeline.translate.route;

import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * The configuration of translation: its models, its pivots and its settings.
 *
 * @param routes which bundle translates which pair of languages; without any the job has no such
 *     branch
 * @param settings how a document is translated
 * @param threads of one step of a model; 0 for all cores
 * @param batchTokens the most source positions that are decoded at a time; see {@link
 *     dev.limelight.modelserver.api.generate.Seq2SeqOptions#tokenBudget}
 * @param parallelism subtasks of the branch; its slots are its own
 * @param documents documents of about one length that a subtask works on at a time
 * @param timeout the longest that a document may take once it is begun
 */
public record TranslationConfig(
        Routes routes,
        TranslateSettings settings,
        int threads,
        int batchTokens,
        int parallelism,
        int documents,
        Duration timeout)
        implements Serializable {

    /** Whether anything can be translated. */
    public boolean isOn() {
        return !routes.models().isEmpty();
    }
}
