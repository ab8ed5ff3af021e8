package dev.limelight.modelserver.architecture.inspect;

import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.inspect.check.BundleChecks;
import dev.limelight.modelserver.architecture.seq2seq.Seq2Seq;
import dev.limelight.modelserver.architecture.seq2seq.SettingsCheck;
import dev.limelight.modelserver.architecture.seq2seq.SummarizationTasks;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.ModelKind;
import java.nio.file.Path;
import java.util.List;

/** Folders as Optimum writes them: {@code config.json}, a tokenizer and graphs. */
public final class OptimumKind implements ModelKind {

    @Override
    public boolean isIn(Path folder) {
        return new ModelFiles(folder).isModel();
    }

    @Override
    public ModelFacts facts(Path folder) {
        return FactsReader.of(folder);
    }

    @Override
    public BundleCard card(Path folder) {
        return BundleCards.of(facts(folder));
    }

    @Override
    public List<String> settingProblems(Path folder, String changes) {
        return SettingsCheck.problems(folder, changes);
    }

    @Override
    public List<BundleFinding> findings(Path folder, String suffix, String changes) {
        return BundleChecks.run(folder, suffix, JsonParser.parseString(changes).getAsJsonObject());
    }

    @Override
    public boolean hasAttention(List<BundleFinding> findings) {
        return !BundleChecks.hasNoAttention(findings);
    }

    @Override
    public SummarizationTask summarization(Path folder, String changes) {
        return SummarizationTasks.of(folder, changes);
    }

    @Override
    public Generator open(Seq2SeqOptions options) {
        return Seq2Seq.open(options);
    }
}
