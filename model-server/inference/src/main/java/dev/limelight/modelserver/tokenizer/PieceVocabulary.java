package dev.limelight.modelserver.tokenizer;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The ids of pieces where they are not those of the SentencePiece model. Immutable.
 *
 * @param ids by piece
 * @param pieces by id
 * @param special ids that no text has, and that write none
 * @param unknown the token for what has no id
 * @param unknownId its id
 */
public record PieceVocabulary(
        Map<String, Integer> ids,
        Map<Integer, String> pieces,
        Set<Integer> special,
        String unknown,
        int unknownId) {

    public PieceVocabulary {
        ids = Map.copyOf(ids);
        pieces = Map.copyOf(pieces);
        special = Set.copyOf(special);
    }

    /** A vocabulary that reads and writes the same ids. */
    public static PieceVocabulary of(
            Map<String, Integer> ids, Set<Integer> special, String unknown, int unknownId) {
        return new PieceVocabulary(ids, reversed(ids), special, unknown, unknownId);
    }

    /** The same, writing with other ids than it reads. */
    public PieceVocabulary writing(Map<String, Integer> target) {
        return new PieceVocabulary(ids, reversed(target), special, unknown, unknownId);
    }

    /** The id of a piece, if it has one of its own. */
    public OptionalInt id(String piece) {
        Integer id = ids.get(piece);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private static Map<Integer, String> reversed(Map<String, Integer> ids) {
        Map<Integer, String> pieces = new HashMap<>();
        ids.forEach((piece, id) -> pieces.put(id, piece));
        return pieces;
    }
}
