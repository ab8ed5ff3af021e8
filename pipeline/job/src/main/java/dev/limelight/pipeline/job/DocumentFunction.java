package dev.limelight.pipeline.job;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.document.Branch;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.document.Parsed;
import dev.limelight.pipeline.document.Rejection;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.Guarded;
import dev.limelight.pipeline.guard.GuardedParser;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.sink.GuardRecords;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Parses records of a branch into documents; makes dead letters of those that are none.
 *
 * <p>The guard looks at each document in each branch, so that both do the same with it; the alert
 * comes from the branch that answers for whole documents, on {@link #ALERTS}.
 */
public final class DocumentFunction extends ProcessFunction<InputRecord, Document> {

    /** What the guard has found, one alert a document with findings. */
    public static final OutputTag<GuardAlertRecord> ALERTS =
            new OutputTag<>("guard-alerts", TypeInformation.of(GuardAlertRecord.class));

    private final Branch branch;
    private final DocumentDecoder decoder;
    private final Tasks tasks;
    private final Routes routes;
    private final GuardPolicy policy;
    private transient GuardedParser parser;

    /**
     * @param branch what to hand on
     * @param decoder how documents are written
     * @param tasks what the job can do
     * @param routes the language pairs that it can translate
     * @param policy of the guard; one that asks no model
     */
    public DocumentFunction(
            Branch branch,
            DocumentDecoder decoder,
            Tasks tasks,
            Routes routes,
            GuardPolicy policy) {
        this.branch = branch;
        this.decoder = decoder;
        this.tasks = tasks;
        this.routes = routes;
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        parser = GuardedParser.of(new DocumentParser(tasks, routes), policy);
    }

    @Override
    public void processElement(InputRecord input, Context context, Collector<Document> out) {
        String key = DocumentDecoder.idOf(input.key());
        Read read =
                Attempt.call(
                        Stage.DOCUMENT, () -> read(input), failure -> Read.refused(key, failure));
        if (read.alert() != null && branch != Branch.TRANSLATE) {
            context.output(ALERTS, read.alert());
        }
        read.parsed().rejections().stream()
                .filter(branch::takes)
                .map(rejection -> DeadLetters.of(input, read.id(), rejection))
                .forEach(letter -> context.output(DeadLetters.TAG, letter));
        Document document = read.parsed().document();
        if (document != null && branch.takes(document)) {
            out.collect(document);
        }
    }

    private Read read(InputRecord input) {
        try {
            DocumentRecord record = decoder.decode(input);
            return Read.of(record.id(), parser.parse(record, input));
        } catch (BadDocumentException e) {
            return Read.refused(e.documentId(), e.failure(Stage.DOCUMENT));
        }
    }

    private record Read(@Nullable String id, Parsed parsed, @Nullable GuardAlertRecord alert) {

        static Read of(String id, Guarded guarded) {
            return new Read(
                    id, guarded.parsed(), GuardRecords.alert(guarded, System.currentTimeMillis()));
        }

        static Read refused(@Nullable String id, Failure failure) {
            return new Read(id, new Parsed(null, List.of(new Rejection(null, failure))), null);
        }
    }
}
