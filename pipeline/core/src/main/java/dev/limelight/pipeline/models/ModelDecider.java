package dev.limelight.pipeline.models;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.ModelDecoder;
import dev.limelight.connectors.codec.Quoted;
import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a model record: the model is found or fetched, loaded and tried before
 * anybody uses it. Decides one record at a time; {@link #close()} may come from any thread.
 *
 * <p>It keeps open what it accepted last, so that those that use it in this JVM find it loaded.
 * Whoever creates it closes it.
 */
public final class ModelDecider implements AutoCloseable {

    private final SwappableModels models;
    private final BundleFolders folders;
    private @Nullable Seq2SeqClient kept;
    private volatile boolean closed;

    /**
     * A decider.
     *
     * @param models those that can be swapped
     * @param folders finds what records name
     */
    public ModelDecider(SwappableModels models, BundleFolders folders) {
        this.models = models;
        this.folders = folders;
    }

    /** The decision on a record; never throws. Blocks while a model is fetched and loaded. */
    public ModelDecision decide(InputRecord input) {
        try {
            return input.value() == null
                    ? configured(String.valueOf(ModelDecoder.aliasOf(input)))
                    : accepted(ModelDecoder.decode(input));
        } catch (BadDocumentException | RuntimeException | Error e) {
            return refused(input, Reasons.of(e));
        }
    }

    /** The decision to let everything be as it is. */
    public ModelDecision refused(InputRecord input, String error) {
        return ModelDecision.refuse(
                new AlertRecord(
                        AlertKind.MODEL_REFUSED,
                        ModelDecoder.aliasOf(input),
                        error,
                        input.source(),
                        input.value(),
                        System.currentTimeMillis()));
    }

    @Override
    public void close() {
        closed = true;
        keep(null);
    }

    private ModelDecision configured(String alias) {
        checkKnown(alias);
        keep(null);
        return ModelDecision.useConfigured(alias);
    }

    private ModelDecision accepted(ModelRecord record) {
        checkKnown(record.alias());
        ModelSource source = folders.find(record);
        try {
            Seq2SeqInfo info = tried(record.alias(), source);
            return ModelDecision.use(
                    new ModelRevision(record.alias(), named(record, info), source));
        } catch (RuntimeException | Error e) {
            throw new IllegalArgumentException(
                    "the model in %s cannot be used: %s".formatted(source.folder(), Reasons.of(e)),
                    e);
        }
    }

    private Seq2SeqInfo tried(String alias, ModelSource source) {
        Seq2SeqClient model = models.load(alias, source);
        keep(model);
        try {
            models.check(alias, source, model);
            return model.info();
        } catch (RuntimeException | Error e) {
            keep(null);
            throw e;
        }
    }

    private void checkKnown(String alias) {
        if (!models.aliases().contains(alias)) {
            throw new IllegalArgumentException(
                    "model alias %s, expected one of %s"
                            .formatted(Quoted.of(alias), new TreeSet<>(models.aliases())));
        }
    }

    /** What the record says, and else what the model says of itself. */
    private static ModelRef named(ModelRecord record, Seq2SeqInfo info) {
        return new ModelRef(
                Objects.requireNonNullElse(record.repository(), info.id()),
                Objects.requireNonNullElse(record.revision(), info.revision()));
    }

    /** Closes what was kept before; after the end also what was to be kept. */
    private void keep(@Nullable Seq2SeqClient model) {
        Seq2SeqClient gone;
        synchronized (this) {
            gone = kept;
            kept = model;
        }
        if (gone != null) {
            gone.close();
        }
        if (closed && model != null) {
            keep(null);
        }
    }
}
