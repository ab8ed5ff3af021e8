package dev.limelight.pipeline.cli;

import dev.limelight.modelserver.Bundles;
import dev.limelight.modelserver.api.BundleFinding;
import dev.limelight.modelserver.api.Seq2SeqOptions;
import dev.limelight.modelserver.hub.BundleLocator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limelight models verify}. */
@Command(
        name = "verify",
        description = {
            "Checks a folder with an encoder-decoder model: what it lacks and what to do; last,",
            "whether it loads and writes. Exit 1 if anything is wrong."
        })
final class ModelsVerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MODEL",
            description = "A folder, a name in models/, or org/name[@revision] in the hub's cache.")
    private String model = "";

    @Option(
            names = "--suffix",
            defaultValue = Seq2SeqOptions.DEFAULT_SUFFIX,
            paramLabel = "SUFFIX",
            description = "Of the graphs' names (quantized). Default: the model's own choice.")
    private String suffix = Seq2SeqOptions.DEFAULT_SUFFIX;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path folder = Usage.checked(() -> BundleLocator.ofProcess().locate(model));
        List<BundleFinding> findings = Bundles.verify(folder, Bundles.suffix(suffix));
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(
                finding ->
                        out.printf(
                                "%-5s %-22s %s%n",
                                finding.isOk() ? "ok" : "WRONG",
                                finding.check(),
                                finding.message()));
        out.flush();
        long wrong = findings.stream().filter(finding -> !finding.isOk()).count();
        if (wrong > 0) {
            throw new IllegalStateException(
                    "%d of %d checks of %s failed".formatted(wrong, findings.size(), folder));
        }
        return 0;
    }
}
