package dev.limelight.pipeline.translate.route;

import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleLanguages;
import dev.limelight.modelserver.api.folder.ModelFacts;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The facts in the small files of a model's folder by which a translation model is chosen before it
 * is loaded.
 *
 * @param folder the folder
 * @param sources BCP 47 tags of what it reads, see {@link ModelFacts}; empty where nothing says it
 * @param targets likewise, writes
 * @param alignment the cross-attention to read word alignments from: {@code limelight.alignment} of
 *     {@code config.json}, else the mean of the last decoder layer
 */
public record TranslationBundle(
        Path folder, List<String> sources, List<String> targets, AttentionTap alignment) {

    /**
     * Reads a folder.
     *
     * @throws IllegalArgumentException if it has no readable {@code config.json}
     */
    public static TranslationBundle read(Path folder) {
        try {
            return of(ModelFolder.open(folder).facts());
        } catch (ModelException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The model of which these are the facts. */
    public static TranslationBundle of(ModelFacts facts) {
        BundleLanguages languages = facts.languages();
        return new TranslationBundle(
                facts.folder(), languages.sources(), languages.targets(), facts.alignmentTap());
    }

    /** The encoder-decoder models in the folders of a folder, by name; none where it is missing. */
    public static List<TranslationBundle> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(ModelFolder::isModel)
                    .sorted()
                    .map(TranslationBundle::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Whether it says that it reads a language; regions and scripts do not matter. */
    public boolean reads(String tag) {
        return sources.stream().anyMatch(each -> language(each).equals(language(tag)));
    }

    /** The same, with other languages where it does not say any. */
    public TranslationBundle withLanguages(BundleLanguages known) {
        return new TranslationBundle(
                folder,
                sources.isEmpty() ? known.sources() : sources,
                targets.isEmpty() ? known.targets() : targets,
                alignment);
    }

    /**
     * The tag by which it is told a language: of a language that it reads in two scripts one of
     * these, where nobody knows the first.
     */
    public String ownTag(String tag) {
        List<String> same =
                sources.stream().filter(each -> language(each).equals(language(tag))).toList();
        return same.size() < 2 || same.contains(tag) ? tag : same.get(0);
    }

    /** Whether it says that it writes a language. */
    public boolean writes(String tag) {
        return targets.stream().anyMatch(each -> language(each).equals(language(tag)));
    }

    /** To load it with the attention for word alignments, where its graphs show it. */
    public Seq2SeqOptions options() {
        return Seq2SeqOptions.of(folder.toString())
                .withCrossTaps(List.of(alignment))
                .withOptionalAttention();
    }

    private static String language(String tag) {
        return ULocale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    }
}
