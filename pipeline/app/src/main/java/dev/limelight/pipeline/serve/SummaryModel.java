package dev.limelight.pipeline.serve;

import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveModel;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummarizer;

/**
 * A loaded model that summarizes in its own words.
 *
 * @param model what it is told
 * @param client its owner closes it
 */
record SummaryModel(AbstractiveModel model, Seq2SeqClient client) {

    /**
     * Its summarizer.
     *
     * @throws IllegalArgumentException if its prefix leaves no room for a text
     */
    AbstractiveSummarizer summarizer() {
        return model.summarizer(client, AbstractiveSettings.DEFAULT);
    }
}
