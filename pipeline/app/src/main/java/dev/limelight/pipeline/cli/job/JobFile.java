package dev.limelight.pipeline.cli.job;

import dev.limelight.pipeline.config.ConfigException;
import dev.limelight.pipeline.config.PipelineConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a job's properties file. */
final class JobFile {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The job's properties file.")
    private Path config = Path.of("");

    /** The file. */
    Path path() {
        return config;
    }

    /**
     * Reads the file.
     *
     * @param err where hints on renamed keys go
     * @throws ConfigException if it cannot be read, or a key or value is wrong
     */
    PipelineConfig load(PrintWriter err) {
        PipelineConfig settings = PipelineConfig.load(config);
        PipelineConfig.hints(config).forEach(err::println);
        err.flush();
        return settings;
    }
}
