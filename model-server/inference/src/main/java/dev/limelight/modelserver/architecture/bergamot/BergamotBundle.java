package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleCard.Precision;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.architecture.folder.GraphChecksum;
import dev.limelight.modelserver.architecture.folder.ModelCard;
import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.BergamotWeights;
import dev.limelight.modelserver.bergamot.Embeddings;
import dev.limelight.modelserver.bergamot.Network;
import dev.limelight.modelserver.bergamot.Shortlist;
import dev.limelight.modelserver.runtime.bergamot.BergamotModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A folder that was read: weights, shortlist and settings, all checked against each other.
 *
 * @param files where they are
 * @param vocabularies of both sides
 * @param parts what is run
 * @param settings how it generates
 * @param checksum the first 12 hexadecimal digits of the SHA-256 of the weights, which another
 *     thread computes while the model is opened: of all that is done then it takes the longest
 */
record BergamotBundle(
        BergamotFiles files,
        BergamotTokenizers vocabularies,
        BergamotModel.Parts parts,
        BergamotSettings settings,
        CompletableFuture<String> checksum) {

    /**
     * Reads a folder.
     *
     * @throws ModelException {@code MODEL_ERROR} naming what is missing, wrong or not supported
     */
    static BergamotBundle read(Path folder) {
        BergamotFiles files = BergamotFiles.find(folder);
        ByteBuffer model = BergamotFiles.map(files.model());
        var checksum = CompletableFuture.supplyAsync(() -> GraphChecksum.of(model));
        BergamotWeights weights = BergamotWeights.parse(files.model().toString(), model);
        BergamotTokenizers vocabularies = BergamotTokenizers.read(files);
        vocabularies.check(weights.network());
        return new BergamotBundle(
                files,
                vocabularies,
                new BergamotModel.Parts(
                        weights, shortlist(files, weights.network()), BergamotTokenizers.UNKNOWN),
                BergamotSettings.of(files),
                checksum);
    }

    /** What tells these weights from others; waits for {@link #checksum}. */
    String revision() {
        return checksum.join();
    }

    Network network() {
        return parts.weights().network();
    }

    Seq2SeqInfo info() {
        return new Seq2SeqInfo(
                SnapshotPath.name(files.folder()),
                revision(),
                BergamotFacts.MODEL_TYPE,
                Embeddings.POSITIONS,
                BergamotTokenizers.UNKNOWN,
                network().decoderLayers(),
                network().heads(),
                files.sourceLanguages(),
                files.targetLanguages(),
                BergamotFacts.alignment(network()),
                null);
    }

    /** With the sizes of all files and the checksum of the weights. */
    BundleCard card() {
        ModelFacts facts = BergamotFacts.of(files, network());
        ModelCard card = ModelCard.of(files.folder());
        long bytes = files.all().stream().mapToLong(file -> file.toFile().length()).sum();
        return new BundleCard(
                facts.name(),
                files.folder().toString(),
                facts.commit(),
                BergamotFacts.MODEL_TYPE,
                facts.sizes(),
                List.of(new Precision("", null, bytes, revision())),
                settingsAsText(),
                List.of(BergamotTokenizers.END),
                facts.allLanguages(),
                facts.alignment(),
                card.licence().orElse(null),
                card.text("source").orElse(null));
    }

    private static @Nullable Shortlist shortlist(BergamotFiles files, Network network) {
        Path file = files.shortlist();
        return file == null
                ? null
                : Shortlist.parse(
                        file.toString(),
                        BergamotFiles.map(file),
                        network.sourceVocabulary(),
                        network.targetVocabulary(),
                        files.sharesVocabulary());
    }

    private Map<String, String> settingsAsText() {
        Map<String, String> written = new TreeMap<>();
        settings.json(Embeddings.POSITIONS)
                .entrySet()
                .forEach(each -> written.put(each.getKey(), each.getValue().toString()));
        return written;
    }
}
