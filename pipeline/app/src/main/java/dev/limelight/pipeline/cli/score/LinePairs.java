package dev.limelight.pipeline.cli.score;

import dev.limelight.pipeline.cli.input.InputLines;
import dev.limelight.pipeline.cli.input.InputLines.BadLineException;
import dev.limelight.pipeline.cli.option.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of two files side by side: a text and its translation. The first ones can be looked at
 * before they are taken, to tell their languages. Not thread-safe; whoever opened it closes it.
 */
final class LinePairs implements AutoCloseable {

    static final String STANDARD_INPUT = "-";

    /** Pairs that languages are told from. */
    private static final int SAMPLE = 200;

    private final InputStream sources;
    private final InputStream targets;
    private final InputLines sourceLines;
    private final InputLines targetLines;
    private final Deque<LinePair> ahead = new ArrayDeque<>();
    private long read;

    /**
     * Two lines.
     *
     * @param number of both, from 1
     * @param source the text
     * @param target its translation
     * @param problem why they are none; null where they are
     */
    record LinePair(long number, String source, String target, @Nullable String problem) {}

    private LinePairs(InputStream sources, InputStream targets) {
        this.sources = sources;
        this.targets = targets;
        this.sourceLines = new InputLines(sources);
        this.targetLines = new InputLines(targets);
    }

    /**
     * Opens two files, of which one may be standard input, {@code -}.
     *
     * @throws UsageException if one is not there
     */
    static LinePairs open(Path source, Path target) throws IOException {
        if (isStandardInput(source) && isStandardInput(target)) {
            throw new UsageException("--source - and --target -, expected a file for one of them");
        }
        InputStream sources = stream("--source", source);
        try {
            return new LinePairs(sources, stream("--target", target));
        } catch (IOException | RuntimeException e) {
            sources.close();
            throw e;
        }
    }

    static LinePairs of(InputStream sources, InputStream targets) {
        return new LinePairs(sources, targets);
    }

    static boolean isStandardInput(Path file) {
        return file.toString().equals(STANDARD_INPUT);
    }

    private static InputStream stream(String option, Path file) throws IOException {
        if (isStandardInput(file)) {
            return System.in;
        }
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new UsageException(
                    "%s %s %s, expected a file with a text in each line"
                            .formatted(
                                    option, Files.isDirectory(file) ? "folder" : "no file", file));
        }
        return Files.newInputStream(file);
    }

    /**
     * The next pair; null after the last.
     *
     * @throws UsageException where one file has lines left and the other none
     */
    @Nullable LinePair next() throws IOException {
        return ahead.isEmpty() ? read() : ahead.remove();
    }

    /** The first sources, for a look at their language. */
    String sources() throws IOException {
        return sample(LinePair::source);
    }

    /** The first targets, likewise. */
    String targets() throws IOException {
        return sample(LinePair::target);
    }

    private String sample(Function<LinePair, String> side) throws IOException {
        while (ahead.size() < SAMPLE) {
            LinePair pair = read();
            if (pair == null) {
                break;
            }
            ahead.add(pair);
        }
        return ahead.stream().map(side).collect(Collectors.joining("\n"));
    }

    private @Nullable LinePair read() throws IOException {
        Line source = Line.of(sourceLines);
        Line target = Line.of(targetLines);
        if (source.isEnd() && target.isEnd()) {
            return null;
        }
        if (source.isEnd() || target.isEnd()) {
            throw new UsageException(
                    "%s ends after line %d and %s does not, expected a translation in each line"
                            .formatted(
                                    source.isEnd() ? "--source" : "--target",
                                    read,
                                    source.isEnd() ? "--target" : "--source"));
        }
        read++;
        return new LinePair(read, source.shown(), target.shown(), problem(source, target));
    }

    private static @Nullable String problem(Line source, Line target) {
        List<String> problems =
                Stream.of(named("--source", source.problem()), named("--target", target.problem()))
                        .filter(each -> !each.isEmpty())
                        .toList();
        return problems.isEmpty() ? null : String.join("; ", problems);
    }

    private static String named(String side, @Nullable String problem) {
        return problem == null ? "" : side + ": " + problem;
    }

    @Override
    public void close() throws IOException {
        try (sources;
                targets) {
            ahead.clear();
        }
    }

    /** A line, what is wrong with it, or the end. */
    private record Line(@Nullable String text, @Nullable String problem) {

        static Line of(InputLines lines) throws IOException {
            try {
                return new Line(lines.next(), null);
            } catch (BadLineException e) {
                return new Line(null, String.valueOf(e.getMessage()));
            }
        }

        boolean isEnd() {
            return text == null && problem == null;
        }

        String shown() {
            return text == null ? "" : text;
        }
    }
}
