package dev.limelight.pipeline.job;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.EncoderClient;
import dev.limelight.modelserver.api.EncoderOptions;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.chunk.JoinedCounter;
import dev.limelight.pipeline.document.Document;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Cuts documents into chunks with the tokenizer of the model that will read them. */
public final class ChunkFunction extends RichFlatMapFunction<Document, Chunk> {

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
    public void flatMap(Document document, Collector<Chunk> out) {
        chunker.chunk(document).forEach(out::collect);
    }
}
