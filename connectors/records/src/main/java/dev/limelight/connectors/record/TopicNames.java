package dev.limelight.connectors.record;

import java.util.List;

/**
 * The short names of the topics. A topic's full name is the configured prefix and its short name:
 * {@code limelight.documents}.
 */
public final class TopicNames {
    /** In: documents. */
    public static final String DOCUMENTS = "documents";

    /** Out: one {@link SummaryRecord} a document. */
    public static final String SUMMARIES = "summaries";

    /** Out: one {@link TranslationRecord} a document and target language. */
    public static final String TRANSLATIONS = "translations";

    /** Out: one {@link SalienceRecord} a document and task. */
    public static final String SALIENCE = "salience";

    /** Out: one {@link DeadLetterRecord} for each thing asked that got no result. */
    public static final String DEAD_LETTERS = "dead-letters";

    /** Out: one {@link AlertRecord} for each thing that a person should know. */
    public static final String ALERTS = "alerts";

    /** Out, compacted: the {@link ReviewRecord} of each output that a person must look at. */
    public static final String REVIEWS = "reviews";

    /** In: a {@link DecisionRecord} for each thing that a person did with a review. */
    public static final String DECISIONS = "decisions";

    /** In, compacted: a {@link ModelRecord} by model alias, which one to use from now on. */
    public static final String MODELS = "models";

    /** The topics that a job writes. */
    public static final List<String> OUTPUTS =
            List.of(SUMMARIES, TRANSLATIONS, SALIENCE, DEAD_LETTERS, ALERTS, REVIEWS);

    /** Every topic that exists now, inputs first. */
    public static final List<String> ALL =
            List.of(
                    DOCUMENTS,
                    MODELS,
                    DECISIONS,
                    SUMMARIES,
                    TRANSLATIONS,
                    SALIENCE,
                    DEAD_LETTERS,
                    ALERTS,
                    REVIEWS);

    private TopicNames() {}
}
