package dev.limelight.pipeline.document;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.connectors.record.InputRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads records, and dead-letters those that are no documents. */
public final class DocumentFunction extends ProcessFunction<InputRecord, Document> {

    private final DocumentDecoder decoder;
    private final Tasks tasks;
    private transient DocumentParser parser;

    /**
     * @param maxCharacters the longest text, in code points
     * @param tasks what the job can do
     */
    public DocumentFunction(int maxCharacters, Tasks tasks) {
        this.decoder = new DocumentDecoder(maxCharacters);
        this.tasks = tasks;
    }

    @Override
    public void open(OpenContext context) {
        parser = new DocumentParser(tasks);
    }

    @Override
    public void processElement(InputRecord input, Context context, Collector<Document> out) {
        try {
            DocumentRecord record = decoder.decode(input);
            Parsed parsed = parser.parse(record, input);
            for (Rejection rejection : parsed.rejections()) {
                context.output(DeadLetters.TAG, DeadLetters.of(input, record.id(), rejection));
            }
            if (parsed.document() != null) {
                out.collect(parsed.document());
            }
        } catch (BadDocumentException e) {
            context.output(
                    DeadLetters.TAG,
                    e.toDeadLetter(input, DocumentParser.STAGE, System.currentTimeMillis()));
        }
    }
}
