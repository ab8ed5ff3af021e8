package dev.limelight.pipeline.bench.command;

import dev.limelight.pipeline.cli.Limelight;
import picocli.CommandLine;

/**
 * The command {@code limelight} as a checkout has it: the product's commands and {@code bench},
 * which is no part of the product.
 */
public final class LimelightWithBench {

    private LimelightWithBench() {}

    /** Runs one command and exits. */
    public static void main(String[] arguments) {
        Limelight.run(LimelightWithBench::commandLine, arguments);
    }

    static CommandLine commandLine() {
        return Limelight.commandLine(new BenchCommand());
    }
}
