package dev.limelight.modelserver.cluster;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.BatchOptions;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.util.List;

/** What a job does with the module, for {@link TwoJobs}. */
public final class OneJob {

    private OneJob() {}

    public static EncoderClient open() {
        EncoderClient client =
                EmbeddedModels.openEncoder(
                        EncoderOptions.defaults()
                                .withBatching(BatchOptions.of(1024).withIntraOpThreads(1)));
        Encoded encoded =
                client.encode(
                                new EncodeRequest(
                                        "Light \uD83D\uDD26 falls.", List.of(AttentionTap.mean(5))))
                        .join();
        System.out.println("job tokens: " + encoded.tokens().size());
        System.out.println("job writes: " + written());
        return client;
    }

    private static int written() {
        Seq2SeqOptions options = Seq2SeqOptions.of("../../test-data/seq2seq/marian-split");
        try (Seq2SeqClient client =
                EmbeddedModels.openSeq2Seq(
                        options.withBatching(options.batching().withIntraOpThreads(1)))) {
            return client.generate(GenerateRequest.of("Light")).join().sequences().size();
        }
    }
}
