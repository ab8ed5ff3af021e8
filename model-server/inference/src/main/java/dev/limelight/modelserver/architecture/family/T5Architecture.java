package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.FastTokenizer;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.SourceTemplate;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import dev.limelight.modelserver.tokenizer.ConvertedModel;
import dev.limelight.modelserver.tokenizer.ConvertedModel.Preparation;
import dev.limelight.modelserver.tokenizer.TokenizerJson;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Piece;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** T5, FLAN-T5, mT5 and MADLAD-400: the text begins with the task. */
public final class T5Architecture implements Seq2SeqArchitecture {

    private static final int EXTRA_IDS = 100;

    @Override
    public Set<String> modelTypes() {
        return Set.of("t5", "mt5");
    }

    @Override
    public Seq2SeqTokenizer tokenizer(Path folder, boolean readsControl) {
        TokenizerFiles files = new TokenizerFiles(folder, readsControl);
        FastTokenizer fast =
                FastTokenizer.read(files, "spiece.model", model -> converted(model, files));
        return fast.open(template(files, fast.json(), fast.id("eos_token", "</s>")));
    }

    /** Named tasks count before pieces that name languages. */
    private static SourceTemplate template(TokenizerFiles files, TokenizerJson tokenizer, int end) {
        T5Template named = T5Template.of(files, end);
        TargetTokenTemplate coded = TargetTokenTemplate.of(tokenizer, end);
        return named.tasks().isEmpty() && !coded.languages().isEmpty() ? coded : named;
    }

    private static ConvertedModel converted(SentencePieceModel model, TokenizerFiles files) {
        String unknown = files.token("unk_token", "<unk>");
        Set<String> special = new HashSet<>();
        special.add(files.token("eos_token", "</s>"));
        special.add(files.token("pad_token", "<pad>"));
        special.add(unknown);
        List<Piece> vocabulary = new ArrayList<>(model.pieces());
        int extra = files.setting("extra_ids").map(json -> json.getAsInt()).orElse(EXTRA_IDS);
        for (int i = extra - 1; i >= 0; i--) {
            vocabulary.add(ConvertedModel.added("<extra_id_%d>".formatted(i), 0));
            special.add("<extra_id_%d>".formatted(i));
        }
        Preparation preparation = new Preparation(true, false, true, false);
        return new ConvertedModel(model, vocabulary, special, unknown, preparation);
    }
}
