package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.FramedTokenizer;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.tokenizer.PieceVocabulary;
import dev.limelight.modelserver.tokenizer.SentencePieceTokenizer;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Loads the vocabularies of a folder. A piece's id is its place in the SentencePiece model. */
final class BergamotTokenizers {

    /** The piece that ends a text, on both sides. */
    static final int END = 0;

    /** The piece for what the vocabulary lacks. */
    static final int UNKNOWN = 1;

    private static final String END_PIECE = "</s>";

    private BergamotTokenizers() {}

    static Seq2SeqTokenizer open(BergamotFiles files) {
        SentencePieceModel reader = model(files.sourceVocabulary());
        SentencePieceModel writer =
                files.sharesVocabulary() ? reader : model(files.targetVocabulary());
        String unknown = reader.pieces().get(UNKNOWN).text();
        PieceVocabulary vocabulary = PieceVocabulary.of(ids(reader), Set.of(END), unknown, UNKNOWN);
        var words = new SentencePieceTokenizer(reader, writer, vocabulary.writing(ids(writer)), "");
        var framing =
                new BergamotFraming(
                        codes(files.sourceLanguages()), codes(files.targetLanguages()), END);
        return new FramedTokenizer(words, framing, UNKNOWN, false);
    }

    /** Pieces in a vocabulary. */
    static int size(Path vocabulary) {
        return model(vocabulary).pieces().size();
    }

    private static SentencePieceModel model(Path file) {
        SentencePieceModel model =
                SentencePieceModel.parse(file.toString(), BergamotFiles.read(file));
        boolean isMarian =
                model.unknown() == UNKNOWN && model.pieces().get(END).text().equals(END_PIECE);
        if (!isMarian) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s begins with the piece '%s', expected '%s' and then the unknown one, as Marian's vocabularies do"
                            .formatted(file, model.pieces().get(END).text(), END_PIECE));
        }
        return model;
    }

    private static Map<String, Integer> ids(SentencePieceModel model) {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < model.pieces().size(); id++) {
            ids.putIfAbsent(model.pieces().get(id).text(), id);
        }
        return ids;
    }

    private static LanguageCodes codes(List<String> tags) {
        return new LanguageCodes(
                tags.stream().collect(Collectors.toMap(Function.identity(), tag -> 0)));
    }
}
