package dev.limelight.pipeline.document;

import java.util.Objects;

/**
 * A part of the job that reads the documents by itself and answers for its own tasks, so that it
 * holds up no other when it falls behind.
 */
public enum Branch {
    /** All tasks: of a job that only summarizes, which also says what it cannot do. */
    ALL,

    /** All but translation; answers for documents that are refused as a whole, too. */
    SUMMARIZE,

    /** Translation. */
    TRANSLATE;

    /** Whether a document has a task of this branch. */
    public boolean takes(Document document) {
        return this == TRANSLATE ? !document.targets().isEmpty() : document.isSummarized();
    }

    /** Whether this branch answers for what was refused. */
    public boolean takes(Rejection rejection) {
        boolean translation = Objects.equals(rejection.task(), Tasks.TRANSLATE);
        return this == ALL || translation == (this == TRANSLATE);
    }

    /** The consumer group of this branch: each has offsets of its own. */
    public String consumerGroup(String group) {
        return this == TRANSLATE ? group + "-translate" : group;
    }
}
