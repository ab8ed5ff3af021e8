package dev.limelight.pipeline.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ibm.icu.util.ULocale;
import dev.limelight.modelserver.api.AttentionTap;
import dev.limelight.modelserver.api.BundleLanguages;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.language.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the small files of a model's folder say, so that a model can be chosen before it is loaded.
 *
 * @param folder the folder
 * @param sources BCP 47 tags of what it reads: {@code limelight.languages.source} of {@code
 *     config.json}, else {@code source_lang} of {@code tokenizer_config.json}, else what the end of
 *     the folder's name says ({@code -en-de}); empty where nothing does
 * @param targets likewise, writes
 * @param alignment the cross-attention to read word alignments from: {@code limelight.alignment} of
 *     {@code config.json}, else the mean of the last decoder layer
 */
public record TranslationBundle(
        Path folder, List<String> sources, List<String> targets, AttentionTap alignment) {

    private static final Pattern PAIR = Pattern.compile("-([a-z]{2,3})-([a-z]{2,3})$");
    private static final List<String> LAYERS =
            List.of("decoder_layers", "num_decoder_layers", "num_layers");

    /**
     * Reads a folder.
     *
     * @throws IllegalArgumentException if it has no readable {@code config.json}
     */
    public static TranslationBundle read(Path folder) {
        JsonNode config = json(folder.resolve("config.json"));
        JsonNode own = config.path("limelight");
        return new TranslationBundle(
                folder,
                languages(folder, own.path("languages").path("source"), "source_lang", 1),
                languages(folder, own.path("languages").path("target"), "target_lang", 2),
                alignment(config, own.path("alignment")));
    }

    /** The encoder-decoder models in the folders of a folder, by name; none where it is missing. */
    public static List<TranslationBundle> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(TranslationBundle::isModel)
                    .sorted()
                    .map(TranslationBundle::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The same, with the languages that its tokenizer knows where it does not say any. */
    public TranslationBundle withLanguages(BundleLanguages known) {
        return new TranslationBundle(
                folder,
                sources.isEmpty() ? known.sources() : sources,
                targets.isEmpty() ? known.targets() : targets,
                alignment);
    }

    /** Whether it says that it reads a language; regions and scripts do not matter. */
    public boolean reads(String tag) {
        return sources.stream().anyMatch(each -> language(each).equals(language(tag)));
    }

    /**
     * The language that it reads a document as, BCP 47; empty if it does not read it. Where nobody
     * said what the document is in and nobody can tell, that is the first of its languages that the
     * document can be in.
     *
     * @param said whether somebody said what language the document is in
     */
    public Optional<String> readsAs(Document document, boolean said) {
        boolean untold = !said && document.language().equals(LanguageTags.UNDETERMINED);
        return untold
                ? sources.stream()
                        .map(TranslationBundle::language)
                        .filter(each -> Scripts.canBe(document.text(), each))
                        .findFirst()
                : Optional.of(document.language()).filter(this::reads);
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

    private static boolean isModel(Path folder) {
        return Files.isRegularFile(folder.resolve("config.json"))
                && Stream.of(folder, folder.resolve("onnx"))
                        .flatMap(TranslationBundle::files)
                        .anyMatch(file -> file.matches("encoder_model.*\\.onnx"));
    }

    private static Stream<String> files(Path folder) {
        return Stream.ofNullable(folder.toFile().list()).flatMap(Stream::of);
    }

    private static List<String> languages(Path folder, JsonNode own, String key, int group) {
        if (own.isArray() && !own.isEmpty()) {
            List<String> tags = new ArrayList<>();
            own.forEach(tag -> tags.add(tag.asText()));
            return List.copyOf(tags);
        }
        Path tokenizer = folder.resolve("tokenizer_config.json");
        if (Files.exists(tokenizer) && json(tokenizer).path(key).isTextual()) {
            return List.of(json(tokenizer).path(key).asText());
        }
        Matcher pair = PAIR.matcher(BundleLocator.name(folder));
        return pair.find() ? List.of(pair.group(group)) : List.of();
    }

    private static AttentionTap alignment(JsonNode config, JsonNode own) {
        if (own.has("layer")) {
            int head = own.path("head").asInt(AttentionTap.MEAN);
            boolean shifted = own.path("shifted").asBoolean();
            return new AttentionTap(own.path("layer").asInt(), head, shifted);
        }
        int layers =
                LAYERS.stream()
                        .filter(config::has)
                        .mapToInt(k -> config.get(k).asInt())
                        .findFirst()
                        .orElse(1);
        return AttentionTap.mean(layers - 1);
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read %s, expected a model's folder with it: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
