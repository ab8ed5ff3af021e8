package dev.limelight.pipeline.cli;

import picocli.CommandLine.Command;

/** {@code limelight bench}. */
@Command(name = "bench", description = "Measures, and prints what was measured on what.")
final class BenchCommand {}
