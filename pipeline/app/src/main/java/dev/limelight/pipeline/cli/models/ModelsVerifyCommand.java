package dev.limelight.pipeline.cli.models;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.modelserver.EncoderFolder;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.cli.option.SuffixOption;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.FindingView;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight models verify}. */
@Command(
        name = "verify",
        description = {
            "Lists everything that is wrong with the folder of a model, and what to do. If there is no",
            "error, the model is loaded and writes a few tokens, or, an encoder, reads a sentence.",
            "Exit code 0: it can run, perhaps with warnings. 1: it cannot."
        })
final class ModelsVerifyCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MODEL",
            description = "A folder, or a name that 'models list' shows under MODEL.")
    private String model = "";

    @Mixin private final SuffixOption suffix = new SuffixOption();

    @Option(
            names = "--json",
            description =
                    "Print one JSON object for each finding: {\"check\",\"severity\",\"message\"}.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path folder = Usage.checked(() -> BundleLocator.ofProcess().locate(model));
        List<BundleFinding> findings =
                EncoderFolder.isEncoder(folder)
                        ? new EncoderFolder(folder).verify()
                        : ModelFolder.open(folder).verify(suffix.graphs());
        PrintWriter out = spec.commandLine().getOut();
        findings.forEach(
                finding -> out.println(json ? RecordCodec.json(finding) : FindingView.of(finding)));
        out.flush();
        long errors = findings.stream().filter(BundleFinding::isError).count();
        if (errors > 0) {
            throw new IllegalStateException(
                    "%s cannot be run: %s"
                            .formatted(folder, errors == 1 ? "1 error" : errors + " errors"));
        }
        return 0;
    }
}
