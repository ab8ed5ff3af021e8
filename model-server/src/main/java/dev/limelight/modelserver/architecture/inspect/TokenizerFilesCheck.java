package dev.limelight.modelserver.architecture.inspect;

import java.util.List;
import java.util.Optional;

/** The files of a tokenizer, in one of the forms that people have. */
final class TokenizerFilesCheck implements BundleCheck {

    /** From the form that says most to the one that says least. */
    private static final List<List<String>> FORMS =
            List.of(
                    List.of("tokenizer.json"),
                    List.of("source.spm", "target.spm", "vocab.json"),
                    List.of("spiece.model"),
                    List.of("sentencepiece.bpe.model", "vocab.json"),
                    List.of("sentencepiece.bpe.model"),
                    List.of("spm.128k.model", "vocab.json"),
                    List.of("vocab.json", "merges.txt"));

    @Override
    public String name() {
        return "tokenizer files";
    }

    @Override
    public Report check(BundleFolder bundle, String suffix) {
        Optional<List<String>> found =
                FORMS.stream().filter(form -> form.stream().allMatch(bundle::has)).findFirst();
        return found.map(form -> new Report(String.join(", ", form), List.of()))
                .orElseGet(() -> new Report("", List.of(missing(bundle))));
    }

    private static String missing(BundleFolder bundle) {
        List<String> there =
                FORMS.stream().flatMap(List::stream).distinct().filter(bundle::has).toList();
        return ("there is no tokenizer: found %s, expected tokenizer.json, or source.spm, target.spm"
                        + " and vocab.json, or spiece.model; they lie beside the model on the hub")
                .formatted(there.isEmpty() ? "nothing" : there);
    }
}
