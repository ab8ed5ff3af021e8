package dev.limelight.modelserver.cluster;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import java.util.List;

/** Leaves the JVM while the engine works and nobody has closed it. */
public final class ExitUnderLoad {

    private ExitUnderLoad() {}

    public static void main(String[] args) throws InterruptedException {
        EncoderClient client = EmbeddedModels.openEncoder(EncoderOptions.defaults().withWorkers(2));
        for (int i = 0; i < 200; i++) {
            var unused =
                    client.encode(
                            new EncodeRequest(
                                    "some words ".repeat(100), List.of(AttentionTap.mean(5))));
        }
        Thread.sleep(Integer.parseInt(args[0]));
        System.out.println("leaving");
        System.exit(3);
    }
}
