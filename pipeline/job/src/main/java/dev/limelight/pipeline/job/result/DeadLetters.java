package dev.limelight.pipeline.job.result;

import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Rejection;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The side output that all stages share, and the letters on it. */
public final class DeadLetters {

    /** Where a stage puts what it gives up on. */
    public static final OutputTag<DeadLetterRecord> TAG =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetterRecord.class));

    private DeadLetters() {}

    /** A letter for one task of a document; its other tasks go on. */
    public static DeadLetterRecord of(Document document, String task, Failure failure) {
        return DeadLetterRecord.of(
                document.original(), document.id(), task, failure, System.currentTimeMillis());
    }

    /** A letter for what was refused of a record. */
    public static DeadLetterRecord of(
            InputRecord original, @Nullable String documentId, Rejection rejection) {
        return DeadLetterRecord.of(
                original,
                documentId,
                rejection.task(),
                rejection.failure(),
                System.currentTimeMillis());
    }
}
