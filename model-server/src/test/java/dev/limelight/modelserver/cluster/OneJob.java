package dev.limelight.modelserver.cluster;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.EncodeRequest;
import dev.limelight.modelserver.api.Encoded;
import dev.limelight.modelserver.api.EncoderClient;
import dev.limelight.modelserver.api.EncoderOptions;
import java.util.List;

/** What a job does with the module, for {@link TwoJobs}. */
public final class OneJob {

    private OneJob() {}

    public static EncoderClient open() {
        EncoderClient client =
                EmbeddedModels.openEncoder(EncoderOptions.defaults().withIntraOpThreads(1));
        Encoded encoded =
                client.encode(
                                new EncodeRequest(
                                        "Light \uD83D\uDD26 falls.", List.of(AttentionTap.mean(5))))
                        .join();
        System.out.println("job tokens: " + encoded.tokens().size());
        return client;
    }
}
