package dev.limelight.pipeline.cli.job;

import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.connectors.kafka.admin.JobBacklog;
import dev.limelight.connectors.kafka.admin.JobPermissions;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.pipeline.DocumentSources;
import dev.limelight.pipeline.LocalJob;
import dev.limelight.pipeline.ModelFolders;
import dev.limelight.pipeline.checkpoint.CheckpointFolder;
import dev.limelight.pipeline.cli.option.ScreenLog;
import dev.limelight.pipeline.cli.option.StopSignal;
import dev.limelight.pipeline.config.PipelineConfig;
import dev.limelight.pipeline.watch.Causes;
import dev.limelight.pipeline.watch.FlinkRest;
import dev.limelight.pipeline.watch.JobWatch;
import dev.limelight.pipeline.watch.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.FlinkException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight run}. */
@Command(
        name = "run",
        description = {
            "Runs the job on this machine against an existing Kafka until it is interrupted.",
            "Reports restarts with their cause, a Kafka that does not answer, and once a minute the"
                    + " numbers of documents done, dead letters and waiting documents.",
            "The next start continues from the newest checkpoint."
        })
public final class RunCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MS = 1_000;

    @Mixin private final JobFile config = new JobFile();

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description =
                    "Folder of the checkpoints, with one inside for each consumer group and topic prefix."
                            + " Default: ${DEFAULT-VALUE}")
    private Path checkpoints = Path.of("limelight-checkpoints");

    @Option(
            names = "--fresh",
            description =
                    "Set existing checkpoints aside. The job starts at the committed offsets of its"
                            + " consumer group. Documents that were read but not answered get no"
                            + " answer.")
    private boolean isFresh;

    @Option(
            names = "--web-port",
            description = "Port of Flink's web page; 0 for a free one. Default: ${DEFAULT-VALUE}")
    private int webPort = 8081;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        ScreenLog.quietFlink();
        PipelineConfig settings = config.load(spec.commandLine().getErr());
        List<String> groups = DocumentSources.groups(settings);
        ModelFolders.check(settings);
        Topics.ensure(settings.kafka());
        JobPermissions.check(settings.kafka(), groups);
        CheckpointFolder folder = LocalJob.checkpoints(settings, checkpoints, isFresh);
        say(beginning(folder, groups));
        var causes = causes(settings, groups);
        try (folder;
                var stop = StopSignal.install();
                var backlog = new JobBacklog(settings.kafka(), groups);
                var job = start(settings, folder, causes)) {
            say("starting; Flink's web page: " + job.webAddress());
            watch(job, backlog, causes, stop, settings);
            say("stopping");
        }
        return 0;
    }

    private LocalJob start(PipelineConfig settings, CheckpointFolder folder, Causes causes)
            throws Exception {
        try {
            return LocalJob.start(settings, folder, webPort);
        } catch (FlinkException e) {
            throw failed(causes, e);
        }
    }

    private static Causes causes(PipelineConfig settings, List<String> groups) {
        return new Causes(
                settings.kafka().bootstrapServers(),
                JobPermissions.asked(settings.kafka(), groups));
    }

    private static String beginning(CheckpointFolder folder, List<String> groups) {
        return folder.setAside()
                        .map("the checkpoints that were there are now in %s; "::formatted)
                        .orElse("")
                + folder.newest()
                        .map("goes on from the checkpoint %s"::formatted)
                        .orElseGet(
                                () ->
                                        "no checkpoint in %s: begins at the committed offsets of %s"
                                                .formatted(
                                                        folder.path(),
                                                        String.join(" and ", groups)));
    }

    /** Until a signal comes; an unbounded job ends by itself only by failing. */
    private void watch(
            LocalJob job,
            JobBacklog backlog,
            Causes causes,
            StopSignal stop,
            PipelineConfig settings)
            throws Exception {
        String running =
                "running; results are committed every "
                        + Words.duration(settings.checkpointInterval());
        var watch = new JobWatch(Clock.systemUTC(), causes, this::say, running);
        var flink = new FlinkRest(job.webAddress());
        while (!stop.came(LOOK_EVERY_MS) && !ended(job, causes)) {
            look(flink, job, watch);
            count(backlog, watch);
        }
    }

    private static void look(FlinkRest flink, LocalJob job, JobWatch watch)
            throws InterruptedException {
        try {
            watch.saw(flink.job(job.id()));
        } catch (IOException e) {
            // It is just starting or stopping; the next look tells.
        }
    }

    private static void count(JobBacklog backlog, JobWatch watch) {
        try {
            watch.counted(backlog.count());
        } catch (KafkaSetupException e) {
            if (e.isSilence()) {
                watch.unanswered();
            } else {
                watch.refused(String.valueOf(e.getMessage()));
            }
        }
    }

    private static boolean ended(LocalJob job, Causes causes) throws InterruptedException {
        try {
            return job.awaitEnd(1);
        } catch (ExecutionException e) {
            throw failed(causes, e);
        }
    }

    private static IllegalStateException failed(Causes causes, Exception error) {
        return new IllegalStateException("the job failed: " + causes.oneLine(error), error);
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
