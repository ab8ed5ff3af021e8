package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.result.Attempt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Cuts documents into chunks with the tokenizer of the model that will read them.
 *
 * <p>A document that it has cut goes out beside its chunks, on {@link #CUT}, for the stage that
 * waits for all of them: for one that it cannot cut, nobody waits.
 */
public final class ChunkFunction extends ProcessFunction<Document, Chunk> {

    /** The documents whose chunks go out. */
    public static final OutputTag<Document> CUT =
            new OutputTag<>("cut-documents", TypeInformation.of(Document.class));

    private final EncoderOptions options;
    private final int budget;
    private transient EncoderClient encoder;
    private transient Chunker chunker;

    /**
     * @param options which model
     * @param budget tokens of a chunk, special tokens included
     */
    public ChunkFunction(EncoderOptions options, int budget) {
        this.options = options;
        this.budget = budget;
    }

    @Override
    public void open(OpenContext context) {
        encoder = EmbeddedModels.openEncoder(options);
        chunker =
                new Chunker(new JoinedCounter(encoder.tokens()), encoder.info().textTokens(budget));
    }

    @Override
    public void close() {
        if (encoder != null) {
            encoder.close();
        }
    }

    @Override
    public void processElement(Document document, Context context, Collector<Chunk> out) {
        Attempt.hand(
                Stage.INFERENCE,
                () -> chunker.chunk(document),
                chunks -> {
                    context.output(CUT, document);
                    chunks.forEach(out::collect);
                },
                failure ->
                        context.output(
                                DeadLetters.TAG,
                                DeadLetters.of(document, Tasks.SUMMARIZE, failure)));
    }
}
