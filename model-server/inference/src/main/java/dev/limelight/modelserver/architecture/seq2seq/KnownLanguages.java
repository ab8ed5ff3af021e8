package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.folder.BundleLanguages;
import dev.limelight.modelserver.architecture.Seq2SeqArchitectures;
import dev.limelight.modelserver.architecture.folder.OwnKeys;
import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import dev.limelight.modelserver.architecture.text.LanguageCodes;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a model reads and writes. The first that says some counts: {@code
 * limelight.languages} of {@code config.json}, the tokenizer, {@code source_lang} and {@code
 * target_lang} of {@code tokenizer_config.json}, the end of the model's name ({@code -en-de}). A
 * language that a model does not know is refused, because the result would look as if it were in
 * it. Immutable.
 */
public final class KnownLanguages {

    private static final String UNDETERMINED = "und";
    private static final Pattern PAIR = Pattern.compile("-([a-z]{2,3})-([a-z]{2,3})$");

    private final List<String> sources;
    private final List<String> targets;

    /** What the tokenizer is not asked for, because it does not know it. */
    private final LanguageCodes ownSources;

    private final LanguageCodes ownTargets;

    KnownLanguages(Path folder, OwnKeys own, Seq2SeqTokenizer tokenizer) {
        List<String> reads = tokenizer.sourceLanguages();
        List<String> writes = tokenizer.targetLanguages();
        sources = first(own.sources(), reads, named(folder, "source_lang", 1));
        targets = first(own.targets(), writes, named(folder, "target_lang", 2));
        ownSources = codes(sources.equals(reads) ? List.of() : sources);
        ownTargets = codes(targets.equals(writes) ? List.of() : targets);
    }

    /**
     * The languages of a folder's model; loads its tokenizer if {@code own} does not name them, and
     * no graph. What cannot be read names none.
     *
     * @param modelType {@code model_type} of its {@code config.json}
     */
    public static BundleLanguages of(Path folder, OwnKeys own, String modelType) {
        if (!own.sources().isEmpty() && !own.targets().isEmpty()) {
            return new BundleLanguages(own.sources(), own.targets());
        }
        try {
            Seq2SeqTokenizer tokenizer =
                    Seq2SeqArchitectures.of(modelType).tokenizer(folder, false);
            try {
                var known = new KnownLanguages(folder, own, tokenizer);
                return new BundleLanguages(known.sources, known.targets);
            } finally {
                tokenizer.close();
            }
        } catch (ModelException e) {
            return new BundleLanguages(own.sources(), own.targets());
        }
    }

    /** BCP 47 tags of what the model reads; empty where nothing says it. */
    List<String> sources() {
        return sources;
    }

    /** BCP 47 tags of what it writes; empty where nothing says it. */
    List<String> targets() {
        return targets;
    }

    /**
     * Refuses languages that the model does not know; null is none. Those of the tokenizer it looks
     * up itself.
     *
     * @throws ModelException {@code INVALID} with those that the model knows
     */
    void check(@Nullable String source, @Nullable String target) {
        String said = target == null ? source : target;
        if (said != null && sources.isEmpty() && targets.isEmpty()) {
            throw new ModelException(
                    Category.INVALID,
                    ("language '%s', expected none: the model cannot be told languages and does the"
                                    + " one thing that it was trained to")
                            .formatted(said));
        }
        if (source != null && !source.equals(UNDETERMINED) && !ownSources.isEmpty()) {
            ownSources.code(source);
        }
        if (target != null && !ownTargets.isEmpty()) {
            ownTargets.code(target);
        }
    }

    private static List<String> first(List<String> own, List<String> known, List<String> named) {
        return !own.isEmpty() ? own : known.isEmpty() ? named : known;
    }

    /** Names of groups such as {@code mul} are no languages. */
    private static List<String> named(Path folder, String key, int group) {
        Matcher pair = PAIR.matcher(SnapshotPath.name(folder));
        return new TokenizerFiles(folder)
                .text(key)
                .or(() -> pair.find() ? Optional.of(pair.group(group)) : Optional.empty())
                .filter(LanguageCodes::isLanguage)
                .map(code -> codes(List.of(code)).tags())
                .orElse(List.of());
    }

    private static LanguageCodes codes(List<String> tags) {
        return new LanguageCodes(
                tags.stream().distinct().collect(Collectors.toMap(Function.identity(), tag -> 0)));
    }
}
