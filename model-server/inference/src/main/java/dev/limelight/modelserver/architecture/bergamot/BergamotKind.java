package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.Network;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.ModelKind;
import java.nio.file.Path;
import java.util.List;

/** Folders with a model of Bergamot, as Firefox gets them: weights, vocabularies, shortlist. */
public final class BergamotKind implements ModelKind {

    private static final String CHECK = "weights, vocabularies, shortlist and settings";

    @Override
    public boolean isIn(Path folder) {
        return BergamotFiles.areIn(folder);
    }

    @Override
    public ModelFacts facts(Path folder) {
        return BergamotFacts.of(BergamotFiles.find(folder));
    }

    @Override
    public BundleCard card(Path folder) {
        return BergamotBundle.read(folder).card();
    }

    @Override
    public List<String> settingProblems(Path folder, String changes) {
        BergamotSettings settings = BergamotSettings.of(BergamotFiles.find(folder));
        try {
            var unused = settings.generation(1, changes);
            return List.of();
        } catch (ModelException | IllegalArgumentException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<BundleFinding> findings(Path folder, String suffix, String changes) {
        try {
            checkSuffix(folder, suffix);
            BergamotBundle bundle = BergamotBundle.read(folder);
            var unused = bundle.settings().generation(1, changes);
            return List.of(BundleFinding.ok(CHECK, summary(bundle)));
        } catch (ModelException | IllegalArgumentException e) {
            return List.of(BundleFinding.error(CHECK, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public boolean hasAttention(List<BundleFinding> findings) {
        return true;
    }

    @Override
    public SummarizationTask summarization(Path folder, String changes) {
        throw new ModelException(
                Category.MODEL_ERROR,
                folder
                        + " has a model of Bergamot, which translates; expected one that summarizes");
    }

    @Override
    public Generator open(Seq2SeqOptions options) {
        checkSuffix(Path.of(options.folder()), options.suffix());
        return Bergamot.open(options);
    }

    private static void checkSuffix(Path folder, String suffix) {
        if (!suffix.isEmpty() && !suffix.equals(Seq2SeqOptions.DEFAULT_SUFFIX)) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "suffix '%s' for %s, expected none: its graphs are made of its weights"
                            .formatted(suffix, folder));
        }
    }

    private static String summary(BergamotBundle bundle) {
        Network network = bundle.network();
        return "%d encoder and %d decoder layers of %d, %d pieces, %s shortlist"
                .formatted(
                        network.encoderLayers(),
                        network.decoderLayers(),
                        network.width(),
                        network.targetVocabulary(),
                        bundle.parts().shortlist() == null ? "no" : "a");
    }
}
