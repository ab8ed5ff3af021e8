package dev.limelight.modelserver.architecture.bergamot;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.TemplateTokenizer;
import dev.limelight.modelserver.bergamot.BergamotFiles;
import dev.limelight.modelserver.bergamot.Network;
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

/**
 * The vocabularies of a folder. A piece's id is its place in the SentencePiece model.
 *
 * @param files of the folder
 * @param reader splits sources
 * @param writer joins targets; the same object where one file serves both
 */
record BergamotTokenizers(
        BergamotFiles files, SentencePieceModel reader, SentencePieceModel writer) {

    /** The piece that ends a text, on both sides. */
    static final int END = 0;

    /** The piece for what the vocabulary lacks. */
    static final int UNKNOWN = 1;

    private static final String END_PIECE = "</s>";

    /**
     * Reads the vocabularies, each once.
     *
     * @throws ModelException {@code MODEL_ERROR} when one is none of Marian's
     */
    static BergamotTokenizers read(BergamotFiles files) {
        SentencePieceModel reader = model(files.sourceVocabulary());
        return new BergamotTokenizers(
                files, reader, files.sharesVocabulary() ? reader : model(files.targetVocabulary()));
    }

    /** Texts to pieces and back; whoever calls this closes it. */
    Seq2SeqTokenizer open() {
        String unknown = reader.pieces().get(UNKNOWN).text();
        PieceVocabulary vocabulary = PieceVocabulary.of(ids(reader), Set.of(END), unknown, UNKNOWN);
        PieceVocabulary both =
                files.sharesVocabulary() ? vocabulary : vocabulary.writing(ids(writer));
        var words = new SentencePieceTokenizer(reader, writer, both, "");
        var template =
                new BergamotTemplate(
                        codes(files.sourceLanguages()), codes(files.targetLanguages()), END);
        return new TemplateTokenizer(words, targetWords(words), template, UNKNOWN, false);
    }

    private SentencePieceTokenizer targetWords(SentencePieceTokenizer words) {
        if (files.sharesVocabulary()) {
            return words;
        }
        String unknown = writer.pieces().get(UNKNOWN).text();
        PieceVocabulary vocabulary = PieceVocabulary.of(ids(writer), Set.of(END), unknown, UNKNOWN);
        return new SentencePieceTokenizer(writer, writer, vocabulary, "");
    }

    /**
     * Compares with the weights.
     *
     * @throws ModelException {@code MODEL_ERROR} when there are more pieces than embeddings
     */
    void check(Network network) {
        check(files.sourceVocabulary(), reader, network.sourceVocabulary());
        check(files.targetVocabulary(), writer, network.targetVocabulary());
    }

    private static void check(Path file, SentencePieceModel model, int rows) {
        int pieces = model.pieces().size();
        if (pieces > rows) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s has %d pieces, expected at most %d, which the weights are for"
                            .formatted(file, pieces, rows));
        }
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
