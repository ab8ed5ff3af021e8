package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.FastTokenizer;
import dev.limelight.modelserver.architecture.text.FixedTemplate;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import dev.limelight.modelserver.tokenizer.ConvertedModel;
import dev.limelight.modelserver.tokenizer.ConvertedModel.Preparation;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Piece;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Pegasus: one language, summaries. */
public final class PegasusArchitecture implements Seq2SeqArchitecture {

    /** By how much the ids of pieces are behind those of the SentencePiece model. */
    private static final int OFFSET = 103;

    private static final int FIRST_UNUSED = 2;
    private static final float NEVER = -100;

    @Override
    public Set<String> modelTypes() {
        return Set.of("pegasus");
    }

    @Override
    public Seq2SeqTokenizer tokenizer(Path folder, boolean readsControl) {
        TokenizerFiles files = new TokenizerFiles(folder, readsControl);
        FastTokenizer fast =
                FastTokenizer.read(files, "spiece.model", model -> converted(model, files));
        return fast.open(FixedTemplate.of(List.of(), List.of(fast.id("eos_token", "</s>"))));
    }

    /** Padding, end, the two masks, unused ones, then the pieces but for the model's first two. */
    private static ConvertedModel converted(SentencePieceModel model, TokenizerFiles files) {
        List<String> own = new ArrayList<>();
        own.add(files.token("pad_token", "<pad>"));
        own.add(files.token("eos_token", "</s>"));
        own.add(files.token("mask_token_sent", "<mask_1>"));
        own.add(files.token("mask_token", "<mask_2>"));
        String unknown = files.token("unk_token", "<unk>");
        Set<String> special = new HashSet<>(own);
        special.add(unknown);
        List<Piece> vocabulary = new ArrayList<>();
        own.forEach(token -> vocabulary.add(ConvertedModel.added(token, 0)));
        int offset = files.setting("offset").map(json -> json.getAsInt()).orElse(OFFSET);
        for (int i = FIRST_UNUSED; i < offset; i++) {
            vocabulary.add(ConvertedModel.added("<unk_%d>".formatted(i), NEVER));
            special.add("<unk_%d>".formatted(i));
        }
        vocabulary.addAll(model.pieces().subList(2, model.pieces().size()));
        Preparation preparation = new Preparation(true, true, false, false);
        return new ConvertedModel(model, vocabulary, special, unknown, preparation);
    }
}
