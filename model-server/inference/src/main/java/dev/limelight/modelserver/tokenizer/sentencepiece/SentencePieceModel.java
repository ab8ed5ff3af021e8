package dev.limelight.modelserver.tokenizer.sentencepiece;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.util.List;

/**
 * A SentencePiece model file, by the field numbers of its {@code sentencepiece_model.proto}.
 * Immutable.
 *
 * @param pieces by id
 * @param kind how text is cut
 * @param unknown id of the piece that stands for what the vocabulary lacks
 * @param unknownSurface what that piece is written as
 * @param byteFallback whether unknown characters become byte pieces
 * @param suffixSpace whether the space belongs to the word before it
 * @param normalizer what happens to text first
 */
public record SentencePieceModel(
        List<Piece> pieces,
        Kind kind,
        int unknown,
        String unknownSurface,
        boolean byteFallback,
        boolean suffixSpace,
        Normalizer normalizer) {

    /** Stands for a space inside pieces. */
    public static final String SPACE = "\u2581";

    /** By the numbers in the file, which begin with 1. */
    private static final List<Kind> KINDS = List.of(Kind.UNIGRAM, Kind.BPE);

    private static final List<PieceType> TYPES =
            List.of(
                    PieceType.NORMAL,
                    PieceType.UNKNOWN,
                    PieceType.CONTROL,
                    PieceType.USER_DEFINED,
                    PieceType.UNUSED,
                    PieceType.BYTE);

    private static final int PIECES = 1;
    private static final int TRAINER = 2;
    private static final int NORMALIZER = 3;

    public SentencePieceModel {
        pieces = List.copyOf(pieces);
    }

    /** How text is cut. */
    public enum Kind {
        UNIGRAM,
        BPE
    }

    /** What a piece is for. */
    public enum PieceType {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    /** One entry of the vocabulary. */
    public record Piece(String text, float score, PieceType type) {}

    /**
     * What happens to text before it is cut.
     *
     * @param charsMap replacements of characters, in the form of {@link CharsMap}; empty for none
     * @param dummyPrefix whether a space is put before the text
     * @param removeExtraSpaces whether spaces at the ends go, and of several only one stays
     * @param escapeSpaces whether spaces are written as {@link #SPACE}
     */
    public record Normalizer(
            ByteString charsMap,
            boolean dummyPrefix,
            boolean removeExtraSpaces,
            boolean escapeSpaces) {}

    /**
     * Reads a model.
     *
     * @param source the file, for messages
     * @throws ModelException {@code MODEL_ERROR} when it is none, or of a kind that is not
     *     supported
     */
    public static SentencePieceModel parse(String source, byte[] file) {
        try {
            return read(source, UnknownFieldSet.parseFrom(file));
        } catch (InvalidProtocolBufferException | IndexOutOfBoundsException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s: %d bytes that cannot be read, expected a SentencePiece model"
                            .formatted(source, file.length),
                    e);
        }
    }

    private static SentencePieceModel read(String source, UnknownFieldSet file)
            throws InvalidProtocolBufferException {
        UnknownFieldSet trainer = message(file.getField(TRAINER));
        Kind kind = kind(source, number(trainer.getField(3), 1));
        UnknownFieldSet normalizer = message(file.getField(NORMALIZER));
        List<ByteString> pieces = file.getField(PIECES).getLengthDelimitedList();
        if (pieces.isEmpty()) {
            throw new ModelException(
                    Category.MODEL_ERROR, source + ": no pieces, expected a SentencePiece model");
        }
        return new SentencePieceModel(
                pieces.stream().map(SentencePieceModel::piece).toList(),
                kind,
                number(trainer.getField(40), 0),
                text(trainer.getField(44), " \u2047 "),
                number(trainer.getField(35), 0) != 0,
                number(trainer.getField(24), 0) != 0,
                new Normalizer(
                        bytes(normalizer.getField(2)),
                        number(normalizer.getField(3), 1) != 0,
                        number(normalizer.getField(4), 1) != 0,
                        number(normalizer.getField(5), 1) != 0));
    }

    private static Kind kind(String source, int number) {
        if (number < 1 || number > KINDS.size()) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%s: SentencePiece model type %d, expected 1 (unigram) or 2 (BPE)"
                            .formatted(source, number));
        }
        return KINDS.get(number - 1);
    }

    private static Piece piece(ByteString bytes) {
        try {
            UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
            List<Integer> score = fields.getField(2).getFixed32List();
            return new Piece(
                    text(fields.getField(1), ""),
                    score.isEmpty() ? 0 : Float.intBitsToFloat(score.get(score.size() - 1)),
                    TYPES.get(number(fields.getField(3), 1) - 1));
        } catch (InvalidProtocolBufferException e) {
            throw new IndexOutOfBoundsException(e.getMessage());
        }
    }

    private static UnknownFieldSet message(Field field) throws InvalidProtocolBufferException {
        return UnknownFieldSet.parseFrom(bytes(field));
    }

    private static ByteString bytes(Field field) {
        List<ByteString> values = field.getLengthDelimitedList();
        return values.isEmpty() ? ByteString.EMPTY : values.get(values.size() - 1);
    }

    private static String text(Field field, String fallback) {
        return field.getLengthDelimitedList().isEmpty() ? fallback : bytes(field).toStringUtf8();
    }

    private static int number(Field field, int fallback) {
        List<Long> values = field.getVarintList();
        return values.isEmpty() ? fallback : values.get(values.size() - 1).intValue();
    }
}
