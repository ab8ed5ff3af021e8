package dev.limelight.modelserver.architecture.text;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.tokenizer.BytePairs;
import dev.limelight.modelserver.tokenizer.ConvertedModel;
import dev.limelight.modelserver.tokenizer.TextTokenizer;
import dev.limelight.modelserver.tokenizer.TokenizerJson;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tokenizer of Hugging Face's library, from the bundle's {@code tokenizer.json} or, where there
 * is none, from its SentencePiece model or its byte pairs.
 *
 * @param files of the bundle
 * @param json the tokenizer
 */
public record FastTokenizer(TokenizerFiles files, TokenizerJson json) {

    private static final String JSON = "tokenizer.json";
    private static final String VOCABULARY = "vocab.json";
    private static final String MERGES = "merges.txt";

    /**
     * Reads a bundle's tokenizer.
     *
     * @param model name of the SentencePiece file
     * @param conversion how the architecture converts it
     * @throws ModelException {@code MODEL_ERROR} when there is neither, or it cannot be read
     */
    public static FastTokenizer read(
            TokenizerFiles files,
            String model,
            Function<SentencePieceModel, ConvertedModel> conversion) {
        if (files.has(JSON)) {
            return read(files);
        }
        if (!files.has(model)) {
            throw files.missing(JSON + " or " + model);
        }
        String source = files.folder().resolve(model).toString();
        SentencePieceModel parsed = SentencePieceModel.parse(source, files.read(model));
        return new FastTokenizer(files, conversion.apply(parsed).json());
    }

    /**
     * Reads a bundle's tokenizer of byte pairs: {@code tokenizer.json}, or {@code vocab.json} and
     * {@code merges.txt}.
     *
     * @param special names of special tokens where the bundle does not say, by {@code eos_token}
     *     and so on
     * @throws ModelException {@code MODEL_ERROR} when there is neither, or it cannot be read
     */
    public static FastTokenizer readPairs(TokenizerFiles files, Map<String, String> special) {
        if (files.has(JSON)) {
            return read(files);
        }
        if (!files.has(VOCABULARY, MERGES)) {
            throw files.missing("%s, or %s and %s".formatted(JSON, VOCABULARY, MERGES));
        }
        List<String> merges =
                files.lines(MERGES).stream()
                        .filter(line -> !line.startsWith("#version") && line.indexOf(' ') > 0)
                        .toList();
        BytePairs pairs =
                new BytePairs(
                        files.vocabulary(VOCABULARY),
                        merges,
                        files.specialNames(special),
                        files.flag("add_prefix_space"));
        return new FastTokenizer(files, pairs.json());
    }

    /** Reads a bundle's {@code tokenizer.json}. */
    public static FastTokenizer read(TokenizerFiles files) {
        if (!files.has(JSON)) {
            throw files.missing(JSON);
        }
        String source = files.folder().resolve(JSON).toString();
        return new FastTokenizer(files, TokenizerJson.parse(source, files.read(JSON)));
    }

    /**
     * The id of a special token.
     *
     * @param key in {@code tokenizer_config.json}, for instance {@code eos_token}
     * @param standard its name where the file does not say
     */
    public int id(String key, String standard) {
        return files.id(json.ids(), key, standard);
    }

    /** Loads it. */
    public Seq2SeqTokenizer open(SourceTemplate template) {
        boolean cleansUp = files.flag("clean_up_tokenization_spaces") && !json.isBytePair();
        int unknown = json.id(files.token("unk_token", "<unk>")).orElse(-1);
        return new TemplateTokenizer(
                TextTokenizer.open(json, files.readsControl()), template, unknown, cleansUp);
    }
}
