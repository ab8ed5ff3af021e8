package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether the tokenizer can be loaded; where nobody knows how, whether its files are there. */
final class TokenizerFilesCheck implements BundleCheck {

    private static final List<String> FILES =
            List.of(
                    "tokenizer.json",
                    "source.spm",
                    "target.spm",
                    "spiece.model",
                    "sentencepiece.bpe.model",
                    "vocab.json",
                    "merges.txt");

    private static final String HELP =
            "they lie beside the model on the hub; 'limelight models pull ORG/NAME' fetches them,"
                    + " and AutoTokenizer.from_pretrained(MODEL).save_pretrained(FOLDER) of"
                    + " transformers writes tokenizer.json";

    @Override
    public String name() {
        return "tokenizer";
    }

    @Override
    public Report check(ModelFiles bundle, String suffix) {
        List<String> there = FILES.stream().filter(bundle::has).toList();
        Optional<Seq2SeqArchitecture> architecture = ArchitectureCheck.architecture(bundle);
        if (there.isEmpty() && architecture.isEmpty()) {
            return new Report(
                    "",
                    List.of(
                            "there is no tokenizer, expected files of %s; %s"
                                    .formatted(FILES, HELP)));
        }
        List<String> problems =
                architecture
                        .filter(known -> isWhole(bundle, there))
                        .flatMap(known -> refusal(known, bundle.folder()))
                        .map(refusal -> problem(refusal, there))
                        .stream()
                        .toList();
        return new Report(
                String.join(", ", there) + "; names of control tokens in a text are text",
                problems);
    }

    /** Files without content are told of elsewhere. */
    private static boolean isWhole(ModelFiles bundle, List<String> names) {
        return names.stream()
                .map(bundle.folder()::resolve)
                .allMatch(file -> Files.isRegularFile(file) && ModelFiles.isContent(file));
    }

    private static Optional<String> refusal(Seq2SeqArchitecture architecture, Path folder) {
        try {
            Seq2SeqTokenizer tokenizer = architecture.tokenizer(folder, false);
            tokenizer.close();
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static String problem(String refusal, List<String> there) {
        return "%s; found %s; %s".formatted(refusal, there, HELP);
    }
}
