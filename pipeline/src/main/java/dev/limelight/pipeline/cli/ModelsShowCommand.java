package dev.limelight.pipeline.cli;

import dev.limelight.modelserver.Bundles;
import dev.limelight.modelserver.api.BundleCard;
import dev.limelight.modelserver.hub.BundleLocator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limelight models show}. */
@Command(name = "show", description = "What an encoder-decoder model is, without loading it.")
final class ModelsShowCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "MODEL",
            description = "A folder, a name in models/, or org/name[@revision] in the hub's cache.")
    private String model = "";

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path folder = Usage.checked(() -> BundleLocator.ofProcess().locate(model));
        PrintWriter out = spec.commandLine().getOut();
        facts(Bundles.card(folder)).forEach((name, fact) -> out.printf("%-12s %s%n", name, fact));
        out.flush();
        return 0;
    }

    private static Map<String, String> facts(BundleCard card) {
        BundleCard.Sizes sizes = card.sizes();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", card.id());
        facts.put("folder", card.folder());
        facts.put("revision", Objects.requireNonNullElse(card.revision(), "-"));
        facts.put("type", card.modelType());
        facts.put(
                "layers",
                "%d encoder, %d decoder, %d heads, width %d, feed-forward %d"
                        .formatted(
                                sizes.encoderLayers(),
                                sizes.decoderLayers(),
                                sizes.heads(),
                                sizes.width(),
                                sizes.feedForward()));
        facts.put("vocabulary", "%d tokens".formatted(sizes.vocabulary()));
        facts.put("positions", sizes.positions() == 0 ? "any" : "" + sizes.positions());
        facts.put("graphs", joined(card.precisions().stream().map(ModelsShowCommand::graphs)));
        facts.put("generation", card.generation().toString());
        facts.put("languages", card.languages().isEmpty() ? "-" : "" + card.languages());
        facts.put("alignment", card.alignment() == null ? "-" : card.alignment().toString());
        facts.put("licence", Objects.requireNonNullElse(card.licence(), "-"));
        return facts;
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining("; "));
    }

    private static String graphs(BundleCard.Precision precision) {
        return String.format(
                Locale.ROOT,
                "%s%s, %.1f MB, sha256 %s",
                precision.suffix().isEmpty() ? "no suffix" : precision.suffix(),
                precision.isMerged() ? ", merged" : "",
                precision.bytes() / 1e6,
                precision.sha256());
    }
}
