package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.FairseqCodes;
import dev.limelight.modelserver.architecture.text.FairseqPieces;
import dev.limelight.modelserver.architecture.text.FastTokenizer;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.LanguageTemplate;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** mBART and mBART-50; the latter has the source's language before the text, the former behind. */
public final class MBartArchitecture implements Seq2SeqArchitecture {

    private static final String MODEL = "sentencepiece.bpe.model";
    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,3}_[A-Z]{2})");

    @Override
    public Set<String> modelTypes() {
        return Set.of("mbart");
    }

    @Override
    public Seq2SeqTokenizer tokenizer(Path folder, boolean readsControl) {
        TokenizerFiles files = new TokenizerFiles(folder, readsControl);
        boolean isFifty = isFifty(files);
        List<String> codes = FairseqCodes.of(isFifty ? "mbart50" : "mbart");
        FastTokenizer fast =
                FastTokenizer.read(
                        files, MODEL, model -> FairseqPieces.converted(model, files, codes));
        LanguageCodes languages = LanguageCodes.matching(LANGUAGE, fast.json().ids());
        String source = files.text("src_lang").orElse("en_XX");
        int end = fast.id("eos_token", "</s>");
        return fast.open(new LanguageTemplate(languages, source, isFifty, end));
    }

    /** Where no class is named, the languages tell: the older model has half of them. */
    private static boolean isFifty(TokenizerFiles files) {
        String named = files.tokenizerClass();
        return named.startsWith("MBart50")
                || (!named.startsWith("MBart")
                        && files.tokens("additional_special_tokens").contains("gl_ES"));
    }
}
