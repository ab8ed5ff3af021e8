package dev.limelight.pipeline.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that listen: the address, and the keys that they ask for. */
public final class ListenOptions {

    /** Keys come in a file or here, because everyone on a machine sees a command's words. */
    static final String KEY_VARIABLE = "LIMELIGHT_API_KEY";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description =
                    "The address to listen on; 0.0.0.0 admits other machines. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description =
                    "File of API keys, one a line; each request must send one of them. The variable "
                            + KEY_VARIABLE
                            + " holds a single key instead. Default: no key is needed.")
    private @Nullable Path keyFile;

    /** The address to listen on. */
    public String host() {
        return host;
    }

    /**
     * The keys of which a request must bring one; empty for all to be answered.
     *
     * @throws UsageException if the file cannot be read or has none
     */
    public List<String> apiKeys() {
        String variable = System.getenv(KEY_VARIABLE);
        Stream<String> all =
                Stream.concat(
                        Stream.ofNullable(variable),
                        Stream.ofNullable(keyFile).flatMap(ListenOptions::keys));
        return all.map(String::strip).filter(key -> !key.isEmpty()).toList();
    }

    /** Whoever names a file wants keys to be asked for. */
    private static Stream<String> keys(Path file) {
        try {
            List<String> lines =
                    Files.readAllLines(file).stream().filter(l -> !l.isBlank()).toList();
            if (lines.isEmpty()) {
                throw new UsageException(
                        "--api-key-file %s has no key, expected one a line".formatted(file));
            }
            return lines.stream();
        } catch (IOException e) {
            throw new UsageException(
                    "cannot read --api-key-file %s (%s), expected a text file with one key a line"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
