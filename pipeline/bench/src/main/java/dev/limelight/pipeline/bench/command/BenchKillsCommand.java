package dev.limelight.pipeline.bench.command;

import dev.limelight.pipeline.bench.kills.KillsBench;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.Progress;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight bench kills}. */
@Command(
        name = "kills",
        description = {
            "Kills the job again and again while documents come, with a broker on this machine.",
            "It reports what a read_committed reader misses, sees twice or waits for. Exit code 1 if",
            "a result is lost, comes twice, or is invisible for a minute after the job runs again."
        })
final class BenchKillsCommand implements Callable<Integer> {

    @Option(
            names = "--kills",
            defaultValue = "50",
            paramLabel = "N",
            description = "The number of kills. Default: ${DEFAULT-VALUE}")
    private int kills;

    @Option(
            names = "--processes",
            description = "Kill 'limelight run' as a process (SIGKILL), not a TaskManager.")
    private boolean processes;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the job, as in its configuration file.")
    private Map<String, String> settings = Map.of();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try (var progress = new Progress("kills", kills)) {
            KillsBench bench =
                    Usage.checked(() -> new KillsBench(kills, processes, settings, progress::step));
            KillsBench.Outcome outcome = bench.run();
            outcome.lines().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
            return outcome.holds() ? 0 : 1;
        }
    }
}
