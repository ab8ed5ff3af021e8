package dev.limelight.modelserver.architecture.family;

import dev.limelight.modelserver.architecture.text.FastTokenizer;
import dev.limelight.modelserver.architecture.text.FixedTemplate;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** BART: one language, summaries mostly. */
public final class BartArchitecture implements Seq2SeqArchitecture {

    private static final Map<String, String> SPECIAL =
            Map.of(
                    "bos_token", "<s>",
                    "eos_token", "</s>",
                    "pad_token", "<pad>",
                    "unk_token", "<unk>",
                    "mask_token", "<mask>");

    @Override
    public Set<String> modelTypes() {
        return Set.of("bart");
    }

    @Override
    public Seq2SeqTokenizer tokenizer(Path folder, boolean readsControl) {
        FastTokenizer fast =
                FastTokenizer.readPairs(new TokenizerFiles(folder, readsControl), SPECIAL);
        int begin = fast.id("cls_token", "<s>");
        int end = fast.id("sep_token", "</s>");
        return fast.open(FixedTemplate.of(List.of(begin), List.of(end)));
    }
}
