package dev.limelight.pipeline.models;

import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The model that each alias stands for at present. Another one is loaded beside it, on a thread of
 * the switch, and takes its place once it is loaded, between two documents; if it cannot be loaded,
 * the one before stays. Methods are called by one thread, the owner's, which waits in {@link
 * #start} only.
 *
 * <p>The switch holds each model open, so that whoever opens it for a document finds it loaded; a
 * model goes when the switch has let go of it and the last such document is done.
 */
public final class ModelSwitch implements AutoCloseable {

    /** How long a document that was just handed on may take to open its model. */
    private static final long PAUSE_MS = 200;

    private final SwappableModels models;
    private final Map<String, InUse> inUse = new ConcurrentHashMap<>();
    private final Map<String, Integer> turns = new ConcurrentHashMap<>();
    private final Queue<AlertRecord> alerts = new ConcurrentLinkedQueue<>();
    private final ExecutorService loading = Executors.newSingleThreadExecutor(ModelSwitch::thread);
    private boolean closed;

    private record InUse(@Nullable ModelRevision revision, Seq2SeqClient model) {}

    /** A switch; it uses nothing before {@link #start}. */
    public ModelSwitch(SwappableModels models) {
        this.models = models;
    }

    /**
     * Loads what each alias stands for, and waits for it. What cannot be loaded any more gives an
     * alert, and the configured model is used.
     *
     * @param swapped by alias; what is not there is configured
     * @throws RuntimeException if a configured model cannot be loaded
     */
    public void start(Map<String, ModelRevision> swapped) {
        for (String alias : models.aliases()) {
            inUse.put(alias, first(alias, swapped.get(alias)));
        }
    }

    /**
     * Begins to change a model, and returns at once. Of several changes that wait for each other
     * only the last is made.
     *
     * @param revision what the alias is to stand for; null for the configured model
     */
    public void change(String alias, @Nullable ModelRevision revision) {
        int turn = turns.merge(alias, 1, Integer::sum);
        loading.execute(
                () -> {
                    if (Objects.equals(turns.get(alias), turn)) {
                        replace(alias, revision);
                    }
                });
    }

    /** What an alias stands for; null for the configured model. */
    public @Nullable ModelRevision current(String alias) {
        return Objects.requireNonNull(inUse.get(alias), alias).revision();
    }

    /** Hands a document on, which may take long; meanwhile no model changes. */
    public synchronized void unchanged(Runnable handing) {
        handing.run();
    }

    /** What went wrong since the last call. */
    public List<AlertRecord> alerts() {
        List<AlertRecord> all = new ArrayList<>();
        for (AlertRecord next = alerts.poll(); next != null; next = alerts.poll()) {
            all.add(next);
        }
        return all;
    }

    /** Lets go of all models; one that is just being loaded is let go of as soon as it is. */
    @Override
    public void close() {
        loading.shutdownNow();
        synchronized (this) {
            closed = true;
        }
        inUse.values().forEach(each -> each.model().close());
        inUse.clear();
    }

    private InUse first(String alias, @Nullable ModelRevision revision) {
        if (revision != null) {
            try {
                return loaded(alias, revision);
            } catch (RuntimeException | Error e) {
                String error = "%s cannot be loaded any more, the configured model is used: %s";
                alert(AlertKind.MODEL_LOST, alias, error.formatted(revision, Reasons.of(e)));
            }
        }
        return loaded(alias, null);
    }

    private void replace(String alias, @Nullable ModelRevision revision) {
        try {
            use(alias, loaded(alias, revision));
        } catch (RuntimeException | Error e) {
            String wanted =
                    revision == null ? "the configured model of " + alias : revision.toString();
            String error = "%s cannot be loaded, the one before goes on: %s";
            alert(AlertKind.MODEL_REFUSED, alias, error.formatted(wanted, Reasons.of(e)));
        }
    }

    private InUse loaded(String alias, @Nullable ModelRevision revision) {
        ModelSource source = revision == null ? null : revision.source();
        return new InUse(revision, models.load(alias, source));
    }

    private void use(String alias, InUse next) {
        InUse before;
        synchronized (this) {
            before = closed ? next : inUse.put(alias, next);
        }
        if (before != null) {
            pause();
            before.model().close();
        }
    }

    /** Without it the old model might go, and be loaded once more for the last document. */
    private static void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void alert(AlertKind kind, String alias, String error) {
        alerts.add(new AlertRecord(kind, alias, error, null, null, System.currentTimeMillis()));
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "models");
        thread.setDaemon(true);
        return thread;
    }
}
