package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.broker.LocalBroker;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.fixture.NumberedDocuments;
import dev.limelight.pipeline.fixture.OutputTopics;
import dev.limelight.pipeline.fixture.RunningJob;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a {@code read_committed} consumer sees of a job that is stopped and started again. */
class ResumeIT {

    private static final int DOCUMENTS = 300;

    @Test
    void when_theJobIsStoppedAndStartedAgain_then_itGoesOnFromItsNewestCheckpoint(
            @TempDir Path checkpoints) throws Exception {
        try (LocalBroker broker = LocalBroker.start()) {
            PipelineConfig config =
                    RunningJob.config(broker.bootstrapServers(), "stopped", Map.of());
            Topics.ensure(config.kafka());
            NumberedDocuments.send(config.kafka(), 0, DOCUMENTS / 2);
            try (var answers = new OutputTopics(config.kafka())) {
                run(config, checkpoints, answers, 1);
                run(config, checkpoints, answers, answers.count() + 1);
                assertThat(answers.count()).as("answers so far").isLessThan(DOCUMENTS / 2);
                NumberedDocuments.send(config.kafka(), DOCUMENTS / 2, DOCUMENTS);
                run(config, checkpoints, answers, DOCUMENTS);

                NumberedDocuments.assertEachOnce(answers, DOCUMENTS);
            }
        }
    }

    /** Runs the job until so many answers are committed, and stops it wherever it is then. */
    private static void run(
            PipelineConfig config, Path checkpoints, OutputTopics answers, int until)
            throws Exception {
        try (var job = RunningJob.start(config, checkpoints)) {
            answers.readAnswers(until);
            assertThat(job.isAlive()).isTrue();
        }
    }
}
