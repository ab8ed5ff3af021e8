package dev.limelight.pipeline.cli;

import dev.limelight.modelserver.Bundles;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.BundleCard;
import dev.limelight.modelserver.api.ModelEntry;
import dev.limelight.modelserver.hub.BundleLocator;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code limelight models}. */
@Command(
        name = "models",
        description = "The models at hand.",
        subcommands = {
            ModelsCommand.ListCommand.class,
            ModelsShowCommand.class,
            ModelsVerifyCommand.class,
            ModelsPullCommand.class
        })
final class ModelsCommand {

    /** {@code limelight models list}. */
    @Command(name = "list", description = "One line for each model at hand.")
    static final class ListCommand implements Callable<Integer> {

        private static final String ROW = "%-8s  %-40s  %-12s  %8s  %-10s  %-9s  %s%n";

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.printf(ROW, "ALIAS", "MODEL", "REVISION", "SIZE", "LICENCE", "LANGUAGES", "ORIGIN");
            EmbeddedModels.catalog().forEach(model -> print(out, model));
            BundleLocator.ofProcess().all().stream()
                    .filter(located -> Bundles.isBundle(located.folder()))
                    .forEach(located -> print(out, located));
            out.flush();
            return 0;
        }

        private static void print(PrintWriter out, ModelEntry model) {
            out.printf(
                    ROW,
                    model.alias(),
                    model.id(),
                    model.revision(),
                    String.format(Locale.ROOT, "%.0f MB", model.bytes() / 1e6),
                    model.licence(),
                    String.join(",", model.languages()),
                    model.origin());
        }

        private static void print(PrintWriter out, BundleLocator.Located located) {
            BundleCard card = Bundles.card(located.folder());
            BundleCard.Precision graphs = card.precisions().get(0);
            out.printf(
                    ROW,
                    located.name(),
                    card.id(),
                    graphs.sha256(),
                    String.format(Locale.ROOT, "%.0f MB", graphs.bytes() / 1e6),
                    Objects.requireNonNullElse(card.licence(), "-"),
                    String.join(",", card.languages()),
                    card.folder());
        }
    }
}
