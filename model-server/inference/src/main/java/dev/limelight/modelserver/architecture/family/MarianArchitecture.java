package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.ControlWords;
import dev.limelight.modelserver.architecture.text.FastTokenizer;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.TemplateTokenizer;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import dev.limelight.modelserver.tokenizer.PieceVocabulary;
import dev.limelight.modelserver.tokenizer.SentencePieceTokenizer;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Marian (OPUS-MT): one SentencePiece model for each side, and a vocabulary for both. */
public final class MarianArchitecture implements Seq2SeqArchitecture {

    private static final String SOURCE = "source.spm";
    private static final String TARGET = "target.spm";
    private static final String VOCABULARY = "vocab.json";
    private static final String TARGET_VOCABULARY = "target_vocab.json";

    private static final Map<String, String> SPECIAL =
            Map.of("eos_token", "</s>", "pad_token", "<pad>", "unk_token", "<unk>");

    @Override
    public Set<String> modelTypes() {
        return Set.of("marian");
    }

    @Override
    public Seq2SeqTokenizer tokenizer(Path folder, boolean readsControl) {
        TokenizerFiles files = new TokenizerFiles(folder, readsControl);
        if (files.has(SOURCE, TARGET, VOCABULARY)) {
            return ownFiles(files);
        }
        if (!files.has("tokenizer.json")) {
            throw files.missing(SOURCE + ", " + TARGET + " and " + VOCABULARY);
        }
        FastTokenizer fast = FastTokenizer.read(files);
        int end = fast.id("eos_token", "</s>");
        return fast.open(MarianTemplate.of(files, fast.json().ids(), end));
    }

    private static Seq2SeqTokenizer ownFiles(TokenizerFiles files) {
        Map<String, Integer> ids = files.vocabulary(VOCABULARY);
        String unknown = files.token("unk_token", "<unk>");
        int end = files.id(ids, "eos_token", "</s>");
        int unknownId = files.id(ids, "unk_token", "<unk>");
        Set<Integer> special = files.special(ids, SPECIAL);
        PieceVocabulary vocabulary = PieceVocabulary.of(ids, special, unknown, unknownId);
        SentencePieceModel reader = model(files, SOURCE);
        boolean isSeparate = files.flag("separate_vocabs") && files.has(TARGET_VOCABULARY);
        // transformers writes with the source's model too, unless the vocabularies are separate.
        SentencePieceTokenizer words =
                new SentencePieceTokenizer(
                        reader,
                        isSeparate ? model(files, TARGET) : reader,
                        isSeparate
                                ? vocabulary.writing(files.vocabulary(TARGET_VOCABULARY))
                                : vocabulary,
                        " ");
        PieceVocabulary written =
                isSeparate
                        ? PieceVocabulary.of(
                                files.vocabulary(TARGET_VOCABULARY), special, unknown, unknownId)
                        : vocabulary;
        SentencePieceModel writer = model(files, TARGET);
        return new TemplateTokenizer(
                ControlWords.around(new MarianWords(words, vocabulary), vocabulary, files),
                ControlWords.around(
                        new SentencePieceTokenizer(writer, writer, written, " "), written, files),
                MarianTemplate.of(files, ids, end),
                unknownId,
                files.flag("clean_up_tokenization_spaces"));
    }

    private static SentencePieceModel model(TokenizerFiles files, String name) {
        String source = files.folder().resolve(name).toString();
        return SentencePieceModel.parse(source, files.read(name));
    }
}
