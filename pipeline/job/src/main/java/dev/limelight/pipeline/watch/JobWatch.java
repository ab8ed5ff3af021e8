package dev.limelight.pipeline.watch;

import dev.limelight.connectors.kafka.admin.JobCounts;
import dev.limelight.pipeline.watch.JobSnapshot.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Reports to a person what a job does: that it runs, that it restarts and why, that Kafka does not
 * answer, and its progress once a minute. The caller passes in observations; only news is reported.
 *
 * <p>For one thread.
 */
public final class JobWatch {

    /** From when on a silent Kafka is worth a line; a leader that changes takes a few seconds. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Causes causes;
    private final Consumer<String> out;
    private final String running;
    private boolean isRunning;
    private boolean ran;
    private int restarts;
    private long newestFailure;
    private Instant answered;
    private Instant nextSilence;
    private Instant nextCounts;
    private boolean isSilent;
    private String refusal = "";

    /**
     * @param clock what tells the time
     * @param causes says why a job failed
     * @param out takes a line
     * @param running the line to say when the job runs for the first time
     */
    public JobWatch(Clock clock, Causes causes, Consumer<String> out, String running) {
        this.clock = clock;
        this.causes = causes;
        this.out = out;
        this.running = running;
        this.answered = clock.instant();
        this.nextSilence = answered.plus(SILENCE);
        this.nextCounts = answered.plus(MINUTE);
    }

    /** Flink told how the job is. */
    public void saw(JobSnapshot job) {
        job.failures().stream()
                .filter(failure -> failure.at() > newestFailure)
                .toList()
                .forEach(this::restarting);
        if (job.isRunning() && !isRunning) {
            out.accept(ran ? "running again" : running);
            ran = true;
        }
        isRunning = job.isRunning();
    }

    private void restarting(Failure failure) {
        newestFailure = Math.max(newestFailure, failure.at());
        isRunning = false;
        restarts++;
        out.accept(
                "restarting (%s time): %s"
                        .formatted(Words.ordinal(restarts), causes.oneLine(failure.stackTrace())));
    }

    /** Kafka told how far the job is. */
    public void counted(JobCounts counts) {
        Instant now = clock.instant();
        if (isSilent) {
            out.accept("Kafka answers again after " + silence(now));
        }
        isSilent = false;
        refusal = "";
        answered = now;
        nextSilence = now.plus(SILENCE);
        if (!now.isBefore(nextCounts)) {
            out.accept(words(counts));
            nextCounts = after(nextCounts, now);
        }
    }

    /** Kafka answered that it does not tell, or that something is wrong. */
    public void refused(String why) {
        if (!why.equals(refusal)) {
            refusal = why;
            out.accept(why);
        }
    }

    /** Kafka did not answer. */
    public void unanswered() {
        Instant now = clock.instant();
        if (!now.isBefore(nextSilence)) {
            isSilent = true;
            out.accept("Kafka has not answered for " + silence(now));
            nextSilence = now.plus(MINUTE);
        }
    }

    private String silence(Instant now) {
        return Words.duration(Duration.ofSeconds(Duration.between(answered, now).toSeconds()));
    }

    /** The next full minute: what was missed is not made up for. */
    private static Instant after(Instant due, Instant now) {
        long missed = Duration.between(due, now).dividedBy(MINUTE);
        return due.plus(MINUTE.multipliedBy(missed + 1));
    }

    private static String words(JobCounts counts) {
        return "%s, %s, %d waiting"
                .formatted(
                        Words.count(counts.documents(), "document"),
                        Words.count(counts.deadLetters(), "dead letter"),
                        counts.waiting());
    }
}
