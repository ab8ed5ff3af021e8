package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleCard.Sizes;
import dev.limelight.modelserver.api.folder.BundleLanguages;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.bergamot.Network;
import java.util.Set;

/** What a folder with a model of Bergamot says of it. */
final class BergamotFacts {

    static final String MODEL_TYPE = "bergamot";

    private BergamotFacts() {}

    /** By the names of its files and the header of its weights; reads no more. */
    static ModelFacts of(BergamotFiles files) {
        return of(files, BergamotWeights.network(files.model()));
    }

    /** The head that was trained to align. */
    static AttentionTap alignment(Network network) {
        return AttentionTap.head(network.guidedLayer(), 0);
    }

    /** Of those files, whose weights have that network. */
    static ModelFacts of(BergamotFiles files, Network network) {
        return new ModelFacts(
                files.folder(),
                SnapshotPath.name(files.folder()),
                SnapshotPath.commit(files.folder()).orElse(null),
                MODEL_TYPE,
                sizes(network),
                new BundleLanguages(files.sourceLanguages(), files.targetLanguages()),
                alignment(network),
                null,
                Set.of(""));
    }

    private static Sizes sizes(Network network) {
        return new Sizes(
                network.encoderLayers(),
                network.decoderLayers(),
                network.heads(),
                network.width(),
                network.decoderInner(),
                network.targetVocabulary(),
                Embeddings.POSITIONS);
    }
}
