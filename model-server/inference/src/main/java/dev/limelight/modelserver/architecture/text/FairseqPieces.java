package dev.limelight.modelserver.architecture.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.tokenizer.ConvertedModel;
import dev.limelight.modelserver.tokenizer.ConvertedModel.Preparation;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Piece;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Converts a SentencePiece model as XLM-R and its kin (mBART, mBART-50, NLLB) use it: four special
 * tokens of their own in place of the model's first three pieces, then its other pieces, then
 * languages and a mask.
 */
public final class FairseqPieces {

    private static final int REPLACED = 3;

    private final TokenizerFiles files;
    private final List<Piece> vocabulary = new ArrayList<>();
    private final Set<String> special = new HashSet<>();

    private FairseqPieces(TokenizerFiles files) {
        this.files = files;
    }

    /**
     * The converted model.
     *
     * @param codes the languages where the bundle does not list its tokens with their ids
     */
    public static ConvertedModel converted(
            SentencePieceModel model, TokenizerFiles files, List<String> codes) {
        return new FairseqPieces(files).convert(model, codes);
    }

    private ConvertedModel convert(SentencePieceModel model, List<String> codes) {
        addSpecial(files.token("bos_token", "<s>"));
        addSpecial(files.token("pad_token", "<pad>"));
        addSpecial(files.token("eos_token", "</s>"));
        String unknown = files.token("unk_token", "<unk>");
        addSpecial(unknown);
        vocabulary.addAll(model.pieces().subList(REPLACED, model.pieces().size()));
        Map<Integer, JsonObject> listed = listed();
        if (listed.isEmpty()) {
            codes.forEach(this::addSpecial);
            addSpecial(files.token("mask_token", "<mask>"));
        }
        listed.forEach(this::addListed);
        var preparation = new Preparation(true, true, false, true);
        return new ConvertedModel(model, vocabulary, special, unknown, preparation);
    }

    /** The tokens behind all pieces that {@code tokenizer_config.json} lists, by their ids. */
    private Map<Integer, JsonObject> listed() {
        Map<Integer, JsonObject> listed = new TreeMap<>();
        files.setting("added_tokens_decoder").filter(JsonElement::isJsonObject).stream()
                .flatMap(all -> all.getAsJsonObject().entrySet().stream())
                .filter(token -> token.getKey().matches("\\d{1,8}"))
                .filter(token -> token.getValue().isJsonObject())
                .filter(token -> Integer.parseInt(token.getKey()) >= vocabulary.size())
                .forEach(
                        token ->
                                listed.put(
                                        Integer.parseInt(token.getKey()),
                                        token.getValue().getAsJsonObject()));
        return listed;
    }

    private void addListed(int id, JsonObject token) {
        while (vocabulary.size() < id) {
            addSpecial("<unused %d>".formatted(vocabulary.size()));
        }
        String content = TokenizerFiles.content(token);
        vocabulary.add(ConvertedModel.added(content, 0));
        if (token.has("special") && token.get("special").getAsBoolean()) {
            special.add(content);
        }
    }

    private void addSpecial(String token) {
        vocabulary.add(ConvertedModel.added(token, 0));
        special.add(token);
    }
}
