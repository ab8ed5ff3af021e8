package dev.limelight.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.IOptionRenderer;
import picocli.CommandLine.Help.IParameterRenderer;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Formats the help of commands. A description is one paragraph, wrapped at the terminal's width,
 * and a list of commands shows the first sentence of each.
 *
 * <p>The library breaks a description where the source code breaks its string, and again where the
 * terminal ends; in a list of commands it shows the first line, which may end inside a sentence.
 */
final class HelpTexts extends Help {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?=\\p{Lu})");
    private static final int MARGIN = 2;
    private static final String SPACE = " ";

    HelpTexts(CommandSpec command, ColorScheme colours) {
        super(command, colours);
        var usage = command.usageMessage();
        usage.description(paragraph(usage.description()));
    }

    /** The first sentence of a description. */
    static String firstSentence(String... description) {
        return SENTENCE_END.split(paragraph(description), 2)[0];
    }

    @Override
    public String commandList(Map<String, Help> commands) {
        int names = commands.keySet().stream().mapToInt(String::length).max().orElse(0);
        int width = commandSpec().usageMessage().width();
        int first = names + 2 * MARGIN;
        TextTable table =
                TextTable.forColumns(
                        colorScheme(),
                        new Column(first, MARGIN, Overflow.SPAN),
                        new Column(width - first, MARGIN, Overflow.WRAP));
        commands.forEach(
                (name, help) ->
                        table.addRowValues(
                                colorScheme().commandText(name),
                                colorScheme().text(firstSentence(description(help)))));
        return table.toString();
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer lines = super.createDefaultOptionRenderer();
        return (option, label, scheme) -> joined(lines.render(option, label, scheme));
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer lines = super.createDefaultParameterRenderer();
        return (parameter, label, scheme) -> joined(lines.render(parameter, label, scheme));
    }

    private static String[] description(Help help) {
        return help.commandSpec().usageMessage().description();
    }

    private static String paragraph(String... lines) {
        return String.join(SPACE, lines);
    }

    /** Rows of a table of which each that has its last cell only goes on in the row before. */
    private static Text[][] joined(Text[][] rows) {
        List<Text[]> all = new ArrayList<>();
        for (Text[] row : rows) {
            int last = row.length - 1;
            boolean goesOn = Stream.of(row).limit(last).allMatch(cell -> cell.toString().isEmpty());
            if (goesOn && !all.isEmpty()) {
                Text[] before = all.get(all.size() - 1);
                before[last] = before[last].concat(SPACE).concat(row[last]);
            } else {
                all.add(row);
            }
        }
        return all.toArray(Text[][]::new);
    }
}
