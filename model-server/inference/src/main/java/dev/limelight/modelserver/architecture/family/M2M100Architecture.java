package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.ControlWords;
import dev.limelight.modelserver.architecture.text.FairseqCodes;
import dev.limelight.modelserver.architecture.text.FairseqPieces;
import dev.limelight.modelserver.architecture.text.FastTokenizer;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.LanguageTemplate;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.TemplateTokenizer;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import dev.limelight.modelserver.tokenizer.PieceVocabulary;
import dev.limelight.modelserver.tokenizer.SentencePieceTokenizer;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * M2M100 with languages such as {@code __de__}, and NLLB, which is the same model with languages
 * such as {@code deu_Latn}.
 */
public final class M2M100Architecture implements Seq2SeqArchitecture {

    private static final String MODEL = "sentencepiece.bpe.model";
    private static final String VOCABULARY = "vocab.json";
    private static final String JSON = "tokenizer.json";
    private static final Pattern LANGUAGE =
            Pattern.compile("__([a-z]{2,3})__|([a-z]{3}_[A-Z][a-z]{3})");

    private static final Map<String, String> SPECIAL =
            Map.of(
                    "bos_token", "<s>",
                    "eos_token", "</s>",
                    "pad_token", "<pad>",
                    "unk_token", "<unk>");

    @Override
    public Set<String> modelTypes() {
        return Set.of("m2m_100");
    }

    @Override
    public Seq2SeqTokenizer tokenizer(Path folder, boolean readsControl) {
        TokenizerFiles files = new TokenizerFiles(folder, readsControl);
        if (!files.has(JSON) && files.has(MODEL, VOCABULARY)) {
            return ownFiles(files);
        }
        if (!files.has(JSON) && !isNllb(files)) {
            throw files.missing("%s, or %s and %s".formatted(JSON, MODEL, VOCABULARY));
        }
        FastTokenizer fast =
                FastTokenizer.read(
                        files,
                        MODEL,
                        model -> FairseqPieces.converted(model, files, FairseqCodes.of("nllb")));
        int end = fast.id("eos_token", "</s>");
        return fast.open(template(files, fast.json().ids(), end));
    }

    /** In transformers' order; newer versions write their names' list and not the names. */
    private static List<String> languages(TokenizerFiles files) {
        List<String> said = files.tokens("additional_special_tokens");
        return said.isEmpty()
                ? FairseqCodes.of(files.text("language_codes").orElse("m2m100")).stream()
                        .map("__%s__"::formatted)
                        .toList()
                : said;
    }

    /** NLLB needs no vocabulary beside its model; M2M100 cannot do without. */
    private static boolean isNllb(TokenizerFiles files) {
        return files.has(MODEL)
                && (files.tokenizerClass().startsWith("Nllb")
                        || files.tokens("additional_special_tokens").contains("eng_Latn"));
    }

    private static LanguageTemplate template(
            TokenizerFiles files, Map<String, Integer> ids, int end) {
        LanguageCodes languages = LanguageCodes.matching(LANGUAGE, ids);
        boolean isNllb = ids.containsKey("eng_Latn");
        String source = files.text("src_lang").orElse(isNllb ? "eng_Latn" : "en");
        boolean isFirst = !files.flag("legacy_behaviour");
        return new LanguageTemplate(languages, source, isFirst, end);
    }

    private static Seq2SeqTokenizer ownFiles(TokenizerFiles files) {
        Map<String, Integer> ids = new HashMap<>(files.vocabulary(VOCABULARY));
        int pieces = ids.size();
        List<String> languages = languages(files);
        for (int i = 0; i < languages.size(); i++) {
            ids.put(languages.get(i), pieces + i); // in transformers' order, behind all pieces
        }
        String unknown = files.token("unk_token", "<unk>");
        int unknownId = files.id(ids, "unk_token", "<unk>");
        Set<Integer> special = new HashSet<>(files.special(ids, SPECIAL));
        String source = files.folder().resolve(MODEL).toString();
        SentencePieceModel model = SentencePieceModel.parse(source, files.read(MODEL));
        PieceVocabulary vocabulary = PieceVocabulary.of(ids, special, unknown, unknownId);
        return new TemplateTokenizer(
                ControlWords.around(
                        new SentencePieceTokenizer(model, model, vocabulary, ""),
                        vocabulary,
                        files),
                template(files, ids, files.id(ids, "eos_token", "</s>")),
                unknownId,
                files.flag("clean_up_tokenization_spaces"));
    }
}
