package dev.limelight.pipeline.cli.generate;

import dev.limelight.connectors.codec.Quoted;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.cli.input.InputLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Generates for the lines of a stream, many at once, and gives one JSON line each in the same
 * order. One thread reads and the caller's thread prints, so a line is answered before the next one
 * is typed. At most {@value #IN_FLIGHT} lines are held, however long the stream is.
 */
public final class LineGenerator {

    private static final int IN_FLIGHT = 256;

    @SuppressWarnings("NullAway") // the end of the stream has no result, and none is asked for
    private static final CompletableFuture<GenerateResult> END =
            CompletableFuture.completedFuture(null);

    private final Seq2SeqClient client;
    private final GenerateRequest template;
    private final Set<Integer> ends;
    private final boolean isWithAttention;

    /** A line and its answer to come; the last one has no line. */
    private record Pending(@Nullable String line, CompletableFuture<GenerateResult> answer) {}

    /**
     * How it went.
     *
     * @param lines read
     * @param failures among them
     */
    public record Outcome(long lines, long failures) {}

    /**
     * A generator.
     *
     * @param client stays the caller's
     * @param template a request whose text is replaced by each line
     * @param ends the ids that end a sequence
     * @param isWithAttention whether the client was opened with a cross tap, the first of which is
     *     printed
     */
    public LineGenerator(
            Seq2SeqClient client,
            GenerateRequest template,
            Set<Integer> ends,
            boolean isWithAttention) {
        this.client = client;
        this.template = template;
        this.ends = Set.copyOf(ends);
        this.isWithAttention = isWithAttention;
    }

    /**
     * Runs until the stream ends and all its lines are answered.
     *
     * @param out takes each JSON line
     * @throws IOException when the stream fails
     * @throws ModelException {@code INVALID} when settings or languages make no sense, which is so
     *     for all lines
     */
    public Outcome run(InputStream in, Consumer<String> out)
            throws IOException, InterruptedException {
        BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(IN_FLIGHT);
        Thread reader = new Thread(() -> read(new InputLines(in), queue), "lines");
        reader.setDaemon(true);
        reader.start();
        try {
            return print(queue, out);
        } finally {
            reader.interrupt();
        }
    }

    private Outcome print(BlockingQueue<Pending> queue, Consumer<String> out)
            throws IOException, InterruptedException {
        long lines = 0;
        long failures = 0;
        while (true) {
            Pending next = queue.take();
            String line = next.line();
            if (line == null) {
                checkEnd(next.answer());
                return new Outcome(lines, failures);
            }
            Record answer = answer(line, next.answer());
            lines++;
            failures += answer instanceof FailedLine ? 1 : 0;
            out.accept(RecordCodec.json(answer));
        }
    }

    private Record answer(String line, CompletableFuture<GenerateResult> answer) {
        try {
            return GeneratedLine.of(line, answer.join(), ends, isWithAttention);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ModelException refusal
                    && refusal.category() == Category.INVALID) {
                throw refusal;
            }
            Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
            return new FailedLine(Quoted.escape(String.valueOf(reason.getMessage())));
        }
    }

    private static void checkEnd(CompletableFuture<GenerateResult> end) throws IOException {
        try {
            end.join();
        } catch (CompletionException e) {
            throw new IOException("standard input cannot be read: " + e.getCause(), e);
        }
    }

    /** The thread that reads; blocks while enough lines wait. */
    private void read(InputLines lines, BlockingQueue<Pending> queue) {
        try {
            Pending next = next(lines);
            for (; next.line() != null; next = next(lines)) {
                queue.put(next);
            }
            queue.put(next);
        } catch (InterruptedException e) {
            // Nobody prints any more.
            Thread.currentThread().interrupt();
        }
    }

    private Pending next(InputLines lines) {
        try {
            String line = lines.next();
            return line == null ? new Pending(null, END) : new Pending(line, submit(line));
        } catch (InputLines.BadLineException e) {
            return new Pending("", CompletableFuture.failedFuture(e));
        } catch (IOException e) {
            return new Pending(null, CompletableFuture.failedFuture(e));
        }
    }

    private GenerateRequest request(String line) {
        return GenerateRequest.of(line)
                .withLanguages(template.source(), template.target())
                .withSettings(template.settings())
                .withTimeout(template.timeout());
    }

    private CompletableFuture<GenerateResult> submit(String line) {
        try {
            return client.generate(request(line));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
