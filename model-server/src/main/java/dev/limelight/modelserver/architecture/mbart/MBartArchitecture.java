package dev.limelight.modelserver.architecture.mbart;

import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.seq2seq.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.FastTokenizer;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.LanguageFraming;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** mBART and mBART-50; the latter has the source's language before the text, the former behind. */
public final class MBartArchitecture implements Seq2SeqArchitecture {

    private static final Pattern LANGUAGE = Pattern.compile("([a-z]{2,3}_[A-Z]{2})");

    @Override
    public Set<String> modelTypes() {
        return Set.of("mbart");
    }

    @Override
    public Seq2SeqTokenizer tokenizer(Path folder) {
        TokenizerFiles files = new TokenizerFiles(folder);
        FastTokenizer fast = FastTokenizer.read(files);
        LanguageCodes languages = LanguageCodes.matching(LANGUAGE, fast.json().ids());
        String source = files.text("src_lang").orElse("en_XX");
        boolean isFirst = files.text("tokenizer_class").orElse("").startsWith("MBart50");
        int end = fast.id("eos_token", "</s>");
        return fast.open(new LanguageFraming(languages, source, isFirst, end));
    }
}
