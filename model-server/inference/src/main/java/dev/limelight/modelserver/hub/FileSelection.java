package dev.limelight.modelserver.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the files of a repository that an encoder-decoder model needs: configuration, tokenizer,
 * the card with its licence, and the graphs of one precision, merged where there is a merged
 * decoder.
 */
final class FileSelection {

    private static final Set<String> REQUIRED = Set.of("config.json");

    private static final Set<String> WANTED =
            Set.of(
                    "config.json",
                    "generation_config.json",
                    "tokenizer.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "added_tokens.json",
                    "vocab.json",
                    "target_vocab.json",
                    "merges.txt",
                    "README.md",
                    "LICENSE",
                    "LICENSE.txt",
                    "LICENSE.md",
                    "NOTICE");

    private static final Pattern SENTENCE_PIECE = Pattern.compile("[\\w.-]+\\.(spm|model)");
    private static final Pattern ENCODER = Pattern.compile("(?:onnx/)?encoder_model(.*)\\.onnx");

    private final RepoId repo;
    private final Set<String> files;

    private FileSelection(RepoId repo, Collection<String> files) {
        this.repo = repo;
        this.files = new TreeSet<>(files);
    }

    /**
     * The files to fetch.
     *
     * @param suffix of the graphs' names; null for none where there are such graphs, else the only
     *     one
     * @throws HubException when the repository has no such graphs, with what it has
     */
    static List<String> of(RepoId repo, Collection<String> files, @Nullable String suffix) {
        FileSelection selection = new FileSelection(repo, files);
        return selection.chosen(suffix == null ? selection.usualSuffix() : suffix);
    }

    private List<String> chosen(String suffix) {
        List<String> chosen = new ArrayList<>();
        files.stream().filter(FileSelection::isWanted).forEach(chosen::add);
        graphs(suffix).forEach(graph -> addWithData(chosen, graph));
        if (!chosen.containsAll(REQUIRED)) {
            throw new HubException(repo + " has no config.json, expected a transformers model");
        }
        chosen.forEach(SafeNames::file);
        return chosen;
    }

    private List<String> graphs(String suffix) {
        String encoder = graph("encoder_model" + suffix);
        Optional<String> merged = find("decoder_model_merged" + suffix);
        return merged.isPresent()
                ? List.of(encoder, merged.get())
                : List.of(
                        encoder,
                        graph("decoder_model" + suffix),
                        graph("decoder_with_past_model" + suffix));
    }

    private String graph(String name) {
        if (suffixes().isEmpty()) {
            throw new HubException(
                    ("%s has no encoder_model.onnx, so it is no encoder-decoder model in ONNX form;"
                                    + " export it with Hugging Face Optimum: optimum-cli export onnx"
                                    + " --model %s --task text2text-generation-with-past FOLDER,"
                                    + " and use FOLDER")
                            .formatted(repo, repo));
        }
        return find(name)
                .orElseThrow(
                        () ->
                                new HubException(
                                        "%s has no %s.onnx, expected a --suffix of %s"
                                                .formatted(repo, name, named(suffixes()))));
    }

    private Optional<String> find(String graph) {
        return Stream.of(graph + ".onnx", "onnx/" + graph + ".onnx")
                .filter(files::contains)
                .findFirst();
    }

    /** Large graphs keep their weights in files beside them. */
    private void addWithData(List<String> chosen, String graph) {
        Pattern data = Pattern.compile(Pattern.quote(graph) + "[_.]data(_\\d+)?");
        chosen.add(graph);
        files.stream().filter(file -> data.matcher(file).matches()).forEach(chosen::add);
    }

    private String usualSuffix() {
        Set<String> suffixes = suffixes();
        if (suffixes.size() > 1 && !suffixes.contains("")) {
            throw new HubException(
                    "%s has graphs of several precisions, expected a --suffix of %s"
                            .formatted(repo, named(suffixes)));
        }
        return suffixes.size() == 1 ? suffixes.iterator().next() : "";
    }

    private Set<String> suffixes() {
        Set<String> suffixes = new TreeSet<>();
        files.stream()
                .map(ENCODER::matcher)
                .filter(Matcher::matches)
                .forEach(matcher -> suffixes.add(matcher.group(1)));
        return suffixes;
    }

    private static List<String> named(Set<String> suffixes) {
        return suffixes.stream().map(suffix -> suffix.isEmpty() ? "''" : suffix).toList();
    }

    private static boolean isWanted(String file) {
        return WANTED.contains(file) || SENTENCE_PIECE.matcher(file).matches();
    }
}
