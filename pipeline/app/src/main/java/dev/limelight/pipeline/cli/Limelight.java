package dev.limelight.pipeline.cli;

import dev.limelight.connectors.kafka.KafkaSetupException;
import dev.limelight.pipeline.cli.console.ConsoleCommand;
import dev.limelight.pipeline.cli.demo.DemoCommand;
import dev.limelight.pipeline.cli.explain.ExplainCommand;
import dev.limelight.pipeline.cli.generate.GenerateCommand;
import dev.limelight.pipeline.cli.job.RunCommand;
import dev.limelight.pipeline.cli.job.SubmitCommand;
import dev.limelight.pipeline.cli.models.ModelsCommand;
import dev.limelight.pipeline.cli.option.ScreenLog;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.review.ReviewCommand;
import dev.limelight.pipeline.cli.score.ScoreCommand;
import dev.limelight.pipeline.cli.serve.ServeCommand;
import dev.limelight.pipeline.cli.teach.TeachCommand;
import dev.limelight.pipeline.cli.text.SummarizeCommand;
import dev.limelight.pipeline.cli.text.TranslateCommand;
import dev.limelight.pipeline.cli.topic.ConsumeCommand;
import dev.limelight.pipeline.cli.topic.ProduceCommand;
import dev.limelight.pipeline.config.ConfigException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code limelight}.
 *
 * <p>Results go to standard output, everything else to standard error. Exit codes: 0 done; 2 the
 * words or the configuration are wrong; 1 it failed.
 */
@Command(
        name = "limelight",
        mixinStandardHelpOptions = true,
        version = "limelight 0.1.0",
        description =
                "Summarizes and translates documents, and shows where the model's attention fell.",
        synopsisSubcommandLabel = "COMMAND",
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            SubmitCommand.class,
            ProduceCommand.class,
            ConsumeCommand.class,
            ReviewCommand.class,
            ConsoleCommand.class,
            SummarizeCommand.class,
            GuardCommand.class,
            TranslateCommand.class,
            ScoreCommand.class,
            ExplainCommand.class,
            TeachCommand.class,
            ServeCommand.class,
            GenerateCommand.class,
            ModelsCommand.class
        })
public final class Limelight implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    private Limelight() {}

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the log and stack traces.")
    @SuppressWarnings("unused") // picocli calls it
    private static void setDebug(boolean on) {
        ScreenLog.show(on);
    }

    /** Runs one command and exits. */
    public static void main(String[] arguments) {
        run(Limelight::commandLine, arguments);
    }

    /**
     * Runs one command and exits.
     *
     * @param commands makes the commands, which may be more than the product's; called once, after
     *     standard output writes UTF-8
     */
    public static void run(Supplier<CommandLine> commands, String[] arguments) {
        StandardStreams.useUtf8();
        int code =
                commands.get()
                        .setOut(StandardStreams.writer(System.out))
                        .setErr(StandardStreams.writer(System.err))
                        .execute(arguments);
        System.out.flush();
        System.exit(code);
    }

    @Override
    public Integer call() {
        return Usage.withoutCommand(spec.commandLine());
    }

    /**
     * The product's commands and further ones; each call makes new ones.
     *
     * @param further picocli's commands that are no part of the product; they get the same help and
     *     the same words for errors, which picocli hands on to the commands that are there already
     */
    public static CommandLine commandLine(Object... further) {
        CommandLine commands = new CommandLine(new Limelight());
        Stream.of(further).forEach(commands::addSubcommand);
        return commands.setHelpFactory(HelpTexts::new)
                .setExecutionExceptionHandler((error, command, parsed) -> report(error, command))
                .setParameterExceptionHandler(Limelight::misuse);
    }

    private static int report(Exception error, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println("limelight: " + message(error));
        if (ScreenLog.isShown()) {
            error.printStackTrace(err);
        }
        err.flush();
        return isMisuse(error) ? 2 : 1;
    }

    private static boolean isMisuse(Exception error) {
        return error instanceof ConfigException
                || error instanceof UsageException
                || (error instanceof KafkaSetupException kafka && kafka.isConfiguration());
    }

    /** Flink says that a job could not be run and leaves why to the last cause. */
    private static String message(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        boolean isFlinks = error.getClass().getName().startsWith("org.apache.flink.");
        return isFlinks && root != error
                ? firstLine(error).replaceFirst("\\.$", "") + ": " + firstLine(root)
                : firstLine(error);
    }

    private static String firstLine(Throwable error) {
        String message = message(error.getClass(), error.getMessage());
        return message == null || message.isBlank()
                ? error.toString()
                : message.lines().findFirst().orElse(message);
    }

    /**
     * The file system says which file, and with the exception's type only what is wrong with it.
     */
    private static @Nullable String message(Class<?> type, @Nullable String message) {
        if (type == NoSuchFileException.class) {
            return "no file " + message;
        }
        return type == AccessDeniedException.class ? "no access to " + message : message;
    }

    private static int misuse(ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        command.getErr().println("limelight: " + Usage.words(error));
        UnmatchedArgumentException.printSuggestions(error, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        command.getErr().flush();
        return 2;
    }
}
