package dev.limelight.pipeline.cli.models;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.BundleView;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code limelight models show}. */
@Command(
        name = "show",
        description = {
            "Shows what the folder of an encoder-decoder model holds: its kind, sizes, precisions,",
            "generation settings, languages and licence. The model is not loaded."
        })
final class ModelsShowCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MODEL",
            description = "A folder, or a name that 'models list' shows under MODEL.")
    private String model = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path folder = Usage.checked(() -> BundleLocator.ofProcess().locate(model));
        BundleCard card = ModelFolder.open(folder).card();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RecordCodec.json(card));
        } else {
            BundleView.lines(card).forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
