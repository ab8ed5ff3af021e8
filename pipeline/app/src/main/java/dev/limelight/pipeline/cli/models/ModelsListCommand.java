package dev.limelight.pipeline.cli.models;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.EncoderFolder;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.encode.ModelEntry;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.hub.BundleLocator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code limelight models list}. */
@Command(
        name = "list",
        description = {
            "Lists the models on this machine: those that ship with Limelight, those that were pulled",
            "(LIMELIGHT_CACHE), and those in the Hugging Face cache (HF_HOME). Other commands take a",
            "name from the column MODEL."
        })
final class ModelsListCommand implements Callable<Integer> {

    private static final String ROW = "%-8s  %-40s  %-12s  %8s  %-10s  %-9s  %s%n";
    private static final int REVISION = 12;
    private static final int MOST_LANGUAGES = 8;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(ROW, "ALIAS", "MODEL", "REVISION", "SIZE", "LICENCE", "LANGUAGES", "ORIGIN");
        EmbeddedModels.catalog().forEach(model -> print(out, model));
        BundleLocator.ofProcess().all().forEach(located -> print(out, located));
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, ModelEntry model) {
        print(out, model.alias(), model.id(), model);
    }

    private static void print(PrintWriter out, String alias, String name, ModelEntry model) {
        row(
                out,
                alias,
                name,
                model.revision(),
                model.bytes(),
                model.licence(),
                model.languages(),
                model.origin());
    }

    /** A folder that cannot be read is left to 'models verify'; the others are shown. */
    private void print(PrintWriter out, BundleLocator.Located located) {
        try {
            if (ModelFolder.isModel(located.folder())) {
                print(out, located.name(), ModelFolder.open(located.folder()).card());
            } else if (EncoderFolder.isEncoder(located.folder())) {
                print(out, "-", located.name(), new EncoderFolder(located.folder()).entry());
            }
        } catch (ModelException e) {
            spec.commandLine().getErr().printf("limelight: %s%n", e.getMessage());
        }
    }

    private static void print(PrintWriter out, String name, BundleCard card) {
        String revision = Objects.requireNonNullElse(card.revision(), "-");
        row(
                out,
                "-",
                name,
                revision.substring(0, Math.min(REVISION, revision.length())),
                card.precisions().stream().mapToLong(BundleCard.Precision::bytes).sum(),
                Objects.requireNonNullElse(card.licence(), "-"),
                card.languages(),
                card.folder());
    }

    private static void row(
            PrintWriter out,
            String alias,
            String name,
            String revision,
            long bytes,
            String licence,
            List<String> languages,
            String origin) {
        String size = String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
        out.printf(ROW, alias, name, revision, size, licence, spoken(languages), origin);
    }

    /** A model of a hundred languages would fill the screen; 'models show' has all. */
    private static String spoken(List<String> languages) {
        int more = languages.size() - MOST_LANGUAGES;
        return languages.isEmpty()
                ? "-"
                : more > 1
                        ? String.join(",", languages.subList(0, MOST_LANGUAGES)) + ",+" + more
                        : String.join(",", languages);
    }
}
