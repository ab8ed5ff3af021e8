package dev.limelight.pipeline.watch;

import dev.limelight.connectors.kafka.refusal.Asked;
import dev.limelight.connectors.kafka.refusal.Refusal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes in one line why a job failed. Failures are printed stack traces, because Flink keeps
 * nothing else.
 *
 * @param bootstrapServers of the job's Kafka
 * @param asked what the job asks of Kafka
 */
public record Causes(String bootstrapServers, Asked asked) {

    private static final Pattern CAUSE =
            Pattern.compile("(?:Caused by: )?((?:[\\w$]+\\.)+[\\w$]+)(?:: (.*))?");
    private static final int LONGEST = 500;
    private static final String LEFT_OVER = "allowNonRestoredState";
    private static final String UNFITTING =
            "the checkpoint or savepoint has state of a stage that this configuration has not, as of"
                    + " translations after translate.models was removed; expected the stages that it"
                    + " was taken with. To let that state go, and the documents in it: 'submit' with"
                    + " -- -n beside -s, 'run' with --fresh";

    private record Cause(String type, String message) {

        /** A message that is a sentence speaks for itself; a word does not. */
        String words() {
            if (message.contains(LEFT_OVER)) {
                return UNFITTING;
            }
            boolean isSentence = message.contains(" ") && !type.startsWith("java.lang.NullPointer");
            return isSentence ? message : (simple() + " " + message).strip();
        }

        private String simple() {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }

    /** The reason at the bottom of an error. */
    public String oneLine(Throwable error) {
        var printed = new StringWriter();
        error.printStackTrace(new PrintWriter(printed));
        return oneLine(printed.toString());
    }

    /** The reason at the bottom of a stack trace, or what Kafka did not allow on the way there. */
    public String oneLine(String stackTrace) {
        List<Cause> causes = causes(stackTrace);
        return causes.stream()
                .flatMap(cause -> Refusal.of(cause.type(), cause.message(), asked).stream())
                .findFirst()
                .map(refusal -> refusal.words(bootstrapServers))
                .orElseGet(() -> last(causes).orElseGet(() -> shortened(stackTrace.strip())));
    }

    /** The last that says something. */
    private static Optional<String> last(List<Cause> causes) {
        return causes.stream().reduce((first, second) -> second).map(c -> shortened(c.words()));
    }

    private static List<Cause> causes(String stackTrace) {
        var causes = new ArrayList<Cause>();
        boolean isFirst = true;
        for (String line : (Iterable<String>) stackTrace.lines()::iterator) {
            Matcher cause = CAUSE.matcher(line);
            if ((isFirst || line.startsWith("Caused by: ")) && cause.matches()) {
                causes.add(
                        new Cause(cause.group(1), Optional.ofNullable(cause.group(2)).orElse("")));
            }
            isFirst = false;
        }
        return causes;
    }

    private static String shortened(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{C}", "\uFFFD");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }
}
