package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleCard.Precision;
import dev.limelight.modelserver.api.folder.BundleCard.Sizes;
import dev.limelight.modelserver.api.folder.BundleLanguages;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.architecture.folder.ModelCard;
import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.bergamot.Network;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a folder with a model of Bergamot says of it. */
final class BergamotFacts {

    static final String MODEL_TYPE = "bergamot";

    private BergamotFacts() {}

    /** By the names of its files and the header of its weights; reads no more. */
    static ModelFacts of(BergamotFiles files) {
        return of(files, BergamotWeights.network(files.model()));
    }

    /** With the sizes of all files and the checksum of the weights. */
    static BundleCard card(BergamotBundle bundle) {
        BergamotFiles files = bundle.files();
        ModelFacts facts = of(files, bundle.network());
        ModelCard card = ModelCard.of(files.folder());
        long bytes = files.all().stream().mapToLong(file -> file.toFile().length()).sum();
        return new BundleCard(
                facts.name(),
                files.folder().toString(),
                facts.commit(),
                MODEL_TYPE,
                facts.sizes(),
                List.of(new Precision("", null, bytes, bundle.revision())),
                settings(bundle.settings()),
                List.of(BergamotTokenizers.END),
                facts.allLanguages(),
                facts.alignment(),
                card.licence().orElse(null),
                card.text("source").orElse(null));
    }

    /** The head that was trained to align. */
    static AttentionTap alignment(Network network) {
        return AttentionTap.head(network.guidedLayer(), 0);
    }

    private static ModelFacts of(BergamotFiles files, Network network) {
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

    private static Map<String, String> settings(BergamotSettings own) {
        Map<String, String> settings = new TreeMap<>();
        own.json(Embeddings.POSITIONS)
                .entrySet()
                .forEach(each -> settings.put(each.getKey(), each.getValue().toString()));
        return settings;
    }
}
