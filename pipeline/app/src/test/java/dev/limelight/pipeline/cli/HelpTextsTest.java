package dev.limelight.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The helps of all commands at 80 columns. */
class HelpTextsTest {

    private static final int WIDTH = 80;

    @ParameterizedTest
    @MethodSource("commands")
    void when_aHelpIsShown_then_linesAreBrokenOnlyWhereTheTerminalEnds(CommandLine command) {
        List<String> lines = help(command);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(WIDTH));
        List<String> brokenEarly = new ArrayList<>();
        List<String> description = description(lines);
        for (int i = 0; i + 1 < description.size(); i++) {
            String next = description.get(i + 1).strip().split(" ", 2)[0];
            if (description.get(i).length() + 1 + next.length() < WIDTH) {
                brokenEarly.add(description.get(i));
            }
        }
        assertThat(brokenEarly).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void when_commandsAreListed_then_eachHasAWholeSentence(CommandLine command) {
        command.getSubcommands()
                .forEach(
                        (name, sub) -> {
                            String sentence =
                                    HelpTexts.firstSentence(
                                            sub.getCommandSpec().usageMessage().description());
                            assertThat(sentence).as(name).endsWith(".");
                            assertThat(String.join(" ", help(command)).replaceAll("\\s+", " "))
                                    .contains(name + " " + sentence);
                        });
    }

    /** The lines between the synopsis and the first option. */
    private static List<String> description(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> line.startsWith("Usage:") || line.startsWith(" "))
                .takeWhile(line -> !line.startsWith(" ") && !line.startsWith("Commands:"))
                .toList();
    }

    private static List<String> help(CommandLine command) {
        command.setUsageHelpWidth(WIDTH);
        return command.getUsageMessage(Ansi.OFF).lines().toList();
    }

    private static Stream<CommandLine> commands() {
        return all(Limelight.commandLine().setUsageHelpAutoWidth(false));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().flatMap(HelpTextsTest::all));
    }
}
