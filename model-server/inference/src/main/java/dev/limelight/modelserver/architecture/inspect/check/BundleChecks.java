package dev.limelight.modelserver.architecture.inspect.check;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.BundleFinding.Severity;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** The list of the checks of a model's folder. To add one: its class, and one line here. */
public final class BundleChecks {

    private static final List<BundleCheck> ALL =
            List.of(
                    new FilesCheck(),
                    new ConfigCheck(),
                    new ArchitectureCheck(),
                    new GenerationCheck(),
                    new ContradictionCheck(),
                    new GraphFilesCheck(),
                    GraphCheck.weights(),
                    new SignatureCheck(),
                    GraphCheck.types(),
                    GraphCheck.attention(),
                    GraphCheck.batching(),
                    new TokenizerFilesCheck(),
                    new VocabularyCheck());

    private BundleChecks() {}

    /** What can be said of a model of a kind that cannot be run. */
    private static final List<BundleCheck> FOREIGN =
            List.of(new FilesCheck(), new ArchitectureCheck());

    /**
     * Runs all checks, but of a model whose kind cannot be run only those that do not ask for more.
     *
     * @param suffix of the graphs' names, or {@code default}
     * @return at least one finding for each check, in their order
     */
    public static List<BundleFinding> run(Path folder, String suffix) {
        return run(folder, suffix, new JsonObject());
    }

    /**
     * The same with settings that count before the bundle's.
     *
     * @param changes by the names of {@code generation_config.json}
     */
    public static List<BundleFinding> run(Path folder, String suffix, JsonObject changes) {
        ModelFiles bundle = new ModelFiles(folder, changes, new HashMap<>());
        String meant = bundle.suffix(suffix);
        List<BundleCheck> checks = ArchitectureCheck.isForeign(bundle) ? FOREIGN : ALL;
        return checks.stream().flatMap(check -> findings(check, bundle, meant)).toList();
    }

    /** Whether the checks found that attention cannot be read out of all graphs. */
    public static boolean hasNoAttention(List<BundleFinding> findings) {
        return findings.stream()
                .anyMatch(
                        finding -> finding.check().equals(GraphCheck.ATTENTION) && !finding.isOk());
    }

    private static Stream<BundleFinding> findings(
            BundleCheck check, ModelFiles bundle, String suffix) {
        String name = check.name();
        BundleCheck.Report report = check.check(bundle, suffix);
        if (report.errors().isEmpty() && report.warnings().isEmpty()) {
            return Stream.of(BundleFinding.ok(name, report.summary()));
        }
        return Stream.concat(
                report.errors().stream().map(text -> BundleFinding.error(name, text)),
                report.warnings().stream()
                        .map(text -> new BundleFinding(name, Severity.WARNING, text)));
    }
}
