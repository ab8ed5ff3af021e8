package dev.limelight.pipeline.cli.option;

import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Checks the arguments of a command line. */
public final class Usage {

    private Usage() {}

    /** What {@code parser} gives; what it refuses is the caller's mistake. */
    public static <T> T checked(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Says that a command that is only a group of commands was called without one of them, and
     * prints its usage.
     *
     * @return the exit code
     */
    public static int withoutCommand(CommandLine group) {
        PrintWriter err = group.getErr();
        err.printf(
                "limelight: no command, expected one of %s%n",
                String.join(", ", group.getSubcommands().keySet()));
        group.usage(err);
        err.flush();
        return 2;
    }

    /** What is wrong with the words of a command line, in words for a person. */
    public static String words(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return "%s does not know %s"
                    .formatted(
                            error.getCommandLine().getCommandSpec().qualifiedName(),
                            String.join(" ", unmatched.getUnmatched()));
        }
        return String.valueOf(error.getMessage());
    }
}
