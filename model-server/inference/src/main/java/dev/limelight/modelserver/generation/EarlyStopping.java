package dev.limelight.modelserver.generation;

/** The rule by which beam search ends, {@code early_stopping} of transformers. */
public enum EarlyStopping {
    /** {@code true}: as soon as there are as many finished sequences as beams. */
    TRUE,
    /** {@code false}: when the best running beam, as long as it is now, cannot win any more. */
    FALSE,
    /** {@code "never"}: when no running beam can win any more, however long it gets. */
    NEVER
}
