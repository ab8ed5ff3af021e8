package dev.limelight.modelserver.hub;

import dev.limelight.modelserver.architecture.folder.GraphNames;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.SafeNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the files of a repository that a model needs: configuration, tokenizer, the card with its
 * licence, and the graphs of one precision: those of an encoder-decoder model, merged where there
 * is a merged decoder, else that of an encoder.
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
                    "sentence_bert_config.json",
                    "1_Pooling/config.json",
                    "README.md",
                    "LICENSE",
                    "LICENSE.txt",
                    "LICENSE.md",
                    "NOTICE");

    private static final Pattern SENTENCE_PIECE = Pattern.compile("[\\w.-]+\\.(spm|model)");

    private final RepoId repo;
    private final GraphNames names;

    private FileSelection(RepoId repo, Collection<String> files) {
        this.repo = repo;
        this.names = GraphNames.among(files);
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
        names.files().stream().filter(FileSelection::isWanted).forEach(chosen::add);
        graphs(suffix).forEach(graph -> addWithData(chosen, graph));
        if (!chosen.containsAll(REQUIRED)) {
            throw new HubException(repo + " has no config.json, expected a transformers model");
        }
        chosen.forEach(SafeNames::file);
        return chosen;
    }

    private boolean isEncoder() {
        return names.suffixes().isEmpty() && !names.suffixes(GraphNames.MODEL).isEmpty();
    }

    private Set<String> suffixes() {
        return isEncoder() ? names.suffixes(GraphNames.MODEL) : names.suffixes();
    }

    private List<String> graphs(String suffix) {
        List<String> needed = isEncoder() ? List.of(GraphNames.MODEL) : names.needed(suffix);
        return needed.stream().map(name -> graph(name, suffix)).toList();
    }

    private String graph(String name, String suffix) {
        if (suffixes().isEmpty()) {
            throw new HubException(
                    ("%s has neither encoder_model.onnx nor model.onnx, so it is no model in ONNX"
                                    + " form; export it with Hugging Face Optimum: optimum-cli export"
                                    + " onnx --model %s --task text2text-generation-with-past FOLDER"
                                    + " (an encoder: --task feature-extraction), and use FOLDER")
                            .formatted(repo, repo));
        }
        return names.find(name, suffix)
                .orElseThrow(
                        () ->
                                new HubException(
                                        "%s has no %s%s.onnx, expected a --suffix of %s"
                                                .formatted(repo, name, suffix, named(suffixes()))));
    }

    /** Large graphs keep their weights in files beside them. */
    private void addWithData(List<String> chosen, String graph) {
        chosen.add(graph);
        chosen.addAll(names.data(graph));
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

    private static List<String> named(Set<String> suffixes) {
        return suffixes.stream().map(suffix -> suffix.isEmpty() ? "''" : suffix).toList();
    }

    private static boolean isWanted(String file) {
        return WANTED.contains(file) || SENTENCE_PIECE.matcher(file).matches();
    }
}
