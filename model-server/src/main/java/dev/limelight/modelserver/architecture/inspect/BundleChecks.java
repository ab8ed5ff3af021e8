package dev.limelight.modelserver.architecture.inspect;

import dev.limelight.modelserver.api.BundleFinding;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The list of checks. To add one: its class, and one line here. */
public final class BundleChecks {

    private static final List<BundleCheck> ALL =
            List.of(
                    new ConfigCheck(),
                    new GenerationCheck(),
                    new GraphFilesCheck(),
                    new ExternalDataCheck(),
                    new TypesCheck(),
                    new AttentionCheck(),
                    new TokenizerFilesCheck(),
                    new VocabularyCheck(),
                    new ArchitectureCheck());

    private BundleChecks() {}

    /**
     * Runs all checks.
     *
     * @param suffix of the graphs' names, or {@code default}
     * @return at least one finding for each check, in their order
     */
    public static List<BundleFinding> run(Path folder, String suffix) {
        BundleFolder bundle = new BundleFolder(folder);
        String meant = bundle.suffix(suffix);
        return ALL.stream().flatMap(check -> findings(check, bundle, meant)).toList();
    }

    private static Stream<BundleFinding> findings(
            BundleCheck check, BundleFolder bundle, String suffix) {
        BundleCheck.Report report = check.check(bundle, suffix);
        return report.problems().isEmpty()
                ? Stream.of(new BundleFinding(check.name(), true, report.summary()))
                : report.problems().stream()
                        .map(problem -> new BundleFinding(check.name(), false, problem));
    }
}
