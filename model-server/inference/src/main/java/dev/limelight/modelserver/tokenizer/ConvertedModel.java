package dev.limelight.modelserver.tokenizer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Kind;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Piece;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.PieceType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A SentencePiece model as a {@code tokenizer.json}, as transformers converts it for the
 * architectures whose tokenizers are Hugging Face's. What comes out differs from SentencePiece on
 * odd texts, and is what transformers gives.
 *
 * @param model the converted one
 * @param vocabulary pieces by the ids of the architecture
 * @param special those that stand for no text
 * @param unknown the piece for what the vocabulary lacks
 * @param preparation what happens to text first
 */
public record ConvertedModel(
        SentencePieceModel model,
        List<Piece> vocabulary,
        Set<String> special,
        String unknown,
        Preparation preparation) {

    public ConvertedModel {
        vocabulary = List.copyOf(vocabulary);
        special = Set.copyOf(special);
    }

    /**
     * What happens to text before it is cut.
     *
     * @param replacesCharacters whether the model's own replacements are made
     * @param joinsSpaces whether of several spaces one stays
     * @param splitsAtSpaces whether white space of every kind ends a word and is lost
     * @param stripsEnd whether white space at the end is lost
     */
    public record Preparation(
            boolean replacesCharacters,
            boolean joinsSpaces,
            boolean splitsAtSpaces,
            boolean stripsEnd) {}

    /** A piece that is not in the file. */
    public static Piece added(String text, float score) {
        return new Piece(text, score, PieceType.CONTROL);
    }

    /** The converted tokenizer; it frames nothing. */
    public TokenizerJson json() {
        JsonObject root = new JsonObject();
        root.addProperty("version", "1.0");
        root.add("added_tokens", addedTokens());
        root.add("normalizer", normalizer());
        root.add("pre_tokenizer", preTokenizer());
        root.add("decoder", metaspace());
        root.add("model", model.kind() == Kind.BPE ? pairs() : unigram());
        return new TokenizerJson(root);
    }

    private JsonArray addedTokens() {
        JsonArray tokens = new JsonArray();
        for (int id = 0; id < vocabulary.size(); id++) {
            Piece piece = vocabulary.get(id);
            boolean isSpecial = special.contains(piece.text());
            if (isSpecial || piece.type() == PieceType.USER_DEFINED) {
                JsonObject token = new JsonObject();
                token.addProperty("id", id);
                token.addProperty("content", piece.text());
                for (String key : List.of("single_word", "lstrip", "rstrip", "normalized")) {
                    token.addProperty(key, false);
                }
                token.addProperty("special", isSpecial);
                tokens.add(token);
            }
        }
        return tokens;
    }

    private JsonObject normalizer() {
        JsonArray steps = new JsonArray();
        byte[] map = model.normalizer().charsMap().toByteArray();
        if (preparation.replacesCharacters() && map.length > 0) {
            JsonObject precompiled = typed("Precompiled");
            precompiled.addProperty(
                    "precompiled_charsmap", Base64.getEncoder().encodeToString(map));
            steps.add(precompiled);
        }
        if (preparation.stripsEnd()) {
            JsonObject strip = typed("Strip");
            strip.addProperty("strip_left", false);
            strip.addProperty("strip_right", true);
            steps.add(strip);
        }
        if (preparation.joinsSpaces()) {
            steps.add(
                    JsonParser.parseString(
                            "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\" {2,}\"},"
                                    + "\"content\":\" \"}"));
        }
        JsonObject all = typed("Sequence");
        all.add("normalizers", steps);
        return all;
    }

    private JsonObject preTokenizer() {
        JsonArray steps = new JsonArray();
        if (preparation.splitsAtSpaces()) {
            steps.add(typed("WhitespaceSplit"));
        }
        steps.add(metaspace());
        JsonObject all = typed("Sequence");
        all.add("pretokenizers", steps);
        return all;
    }

    private static JsonObject metaspace() {
        JsonObject metaspace = typed("Metaspace");
        metaspace.addProperty("replacement", SentencePieceModel.SPACE);
        metaspace.addProperty("prepend_scheme", "always");
        metaspace.addProperty("split", true);
        return metaspace;
    }

    private JsonObject unigram() {
        JsonArray pieces = new JsonArray();
        for (Piece piece : vocabulary) {
            JsonArray entry = new JsonArray();
            entry.add(piece.text());
            entry.add((double) piece.score());
            pieces.add(entry);
        }
        JsonObject unigram = typed("Unigram");
        unigram.addProperty("unk_id", ids().get(unknown));
        unigram.add("vocab", pieces);
        unigram.addProperty("byte_fallback", false);
        return unigram;
    }

    private JsonObject pairs() {
        Map<String, Integer> ids = ids();
        JsonObject vocabularyJson = new JsonObject();
        vocabulary.forEach(
                piece ->
                        vocabularyJson.add(piece.text(), new JsonPrimitive(ids.get(piece.text()))));
        JsonArray merges = new JsonArray();
        for (Merge merge : merges(fileIds())) {
            JsonArray pair = new JsonArray();
            pair.add(merge.left);
            pair.add(merge.right);
            merges.add(pair);
        }
        JsonObject pairs = typed("BPE");
        pairs.addProperty("unk_token", unknown);
        pairs.addProperty("fuse_unk", true);
        pairs.addProperty("byte_fallback", false);
        pairs.add("vocab", vocabularyJson);
        pairs.add("merges", merges);
        return pairs;
    }

    private Map<String, Integer> ids() {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            ids.putIfAbsent(vocabulary.get(id).text(), id);
        }
        return ids;
    }

    private Map<String, Integer> fileIds() {
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < model.pieces().size(); id++) {
            ids.put(model.pieces().get(id).text(), id);
        }
        return ids;
    }

    private record Merge(String left, String right, int id) {}

    /** All ways to join two pieces to a third, earlier thirds first, then shorter beginnings. */
    private static List<Merge> merges(Map<String, Integer> ids) {
        List<Merge> merges = new ArrayList<>();
        ids.forEach(
                (piece, id) -> {
                    int cut = 0;
                    while ((cut = next(piece, cut)) < piece.length()) {
                        String left = piece.substring(0, cut);
                        String right = piece.substring(cut);
                        if (ids.containsKey(left) && ids.containsKey(right)) {
                            merges.add(new Merge(left, right, id));
                        }
                    }
                });
        merges.sort(
                Comparator.<Merge>comparingInt(merge -> merge.id)
                        .thenComparingInt(merge -> merge.left.length()));
        return merges;
    }

    private static int next(String text, int at) {
        return text.isEmpty() ? 0 : text.offsetByCodePoints(at, 1);
    }

    private static JsonObject typed(String type) {
        JsonObject json = new JsonObject();
        json.addProperty("type", type);
        return json;
    }
}
