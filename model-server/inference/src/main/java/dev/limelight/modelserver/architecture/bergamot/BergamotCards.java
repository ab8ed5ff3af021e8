package dev.limelight.modelserver.architecture.bergamot;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.BundleCard;
import dev.limelight.modelserver.api.BundleCard.Precision;
import dev.limelight.modelserver.api.BundleCard.Sizes;
import dev.limelight.modelserver.api.BundleFinding;
import dev.limelight.modelserver.api.BundleLanguages;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.bergamot.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at folders with models of Bergamot; runs nothing. */
public final class BergamotCards {

    private BergamotCards() {}

    /**
     * What is in a folder; reads its files to the end.
     *
     * @throws ModelException {@code MODEL_ERROR} when something is missing, wrong or not supported
     */
    public static BundleCard of(Path folder) {
        BergamotBundle bundle = BergamotBundle.read(folder);
        BergamotFiles files = bundle.files();
        long bytes = files.all().stream().mapToLong(file -> file.toFile().length()).sum();
        return new BundleCard(
                bundle.info().id(),
                folder.toString(),
                null,
                BergamotBundle.MODEL_TYPE,
                sizes(bundle.network()),
                List.of(new Precision("", true, bytes, bundle.revision())),
                settings(bundle.settings().json(Embeddings.POSITIONS)),
                List.of(BergamotTokenizers.END),
                Stream.concat(files.sourceLanguages().stream(), files.targetLanguages().stream())
                        .toList(),
                bundle.alignment(),
                null);
    }

    /** The languages of a folder's model, by the names of files and folder. */
    public static BundleLanguages languages(Path folder) {
        BergamotFiles files = BergamotFiles.find(folder);
        return new BundleLanguages(files.sourceLanguages(), files.targetLanguages());
    }

    /**
     * Checks a folder.
     *
     * @param changes a JSON object of generation settings that count before the model's
     * @return one finding a check; an error for what cannot be run
     */
    public static List<BundleFinding> findings(Path folder, String changes) {
        String name = "weights, vocabularies, shortlist and settings";
        try {
            BergamotBundle bundle = BergamotBundle.read(folder);
            var unused = bundle.settings().generation(1, changes);
            Network network = bundle.network();
            String summary =
                    "%d encoder and %d decoder layers of %d, %d pieces, %s shortlist"
                            .formatted(
                                    network.encoderLayers(),
                                    network.decoderLayers(),
                                    network.width(),
                                    network.targetVocabulary(),
                                    bundle.parts().shortlist() == null ? "no" : "a");
            return List.of(BundleFinding.ok(name, summary));
        } catch (ModelException | IllegalArgumentException e) {
            return List.of(BundleFinding.error(name, String.valueOf(e.getMessage())));
        }
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

    private static Map<String, String> settings(JsonObject json) {
        Map<String, String> settings = new TreeMap<>();
        json.entrySet().forEach(each -> settings.put(each.getKey(), each.getValue().toString()));
        return settings;
    }
}
