package dev.limelight.connectors.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the documents say of flags, metrics and thresholds is what {@link Flag} and {@link Metric}
 * say. With {@code -Dlimelight.docs=write} the test writes it into the documents instead.
 */
class FlagDocsTest {

    private static final boolean WRITE = "write".equals(System.getProperty("limelight.docs"));
    private static final Path ROOT = root();
    private static final Path README = ROOT.resolve("connectors/README.md");
    private static final Path PROPERTIES = ROOT.resolve("deploy/limelight.properties");
    private static final int WIDTH = 100;

    @Test
    void when_aFlagIsThere_then_theDocumentsHaveItsMeaning() throws IOException {
        List<String> lines = new ArrayList<>(List.of("| flag | on | means |", "|---|---|---|"));
        for (Flag flag : Flag.values()) {
            lines.add(
                    "| `%s` | %s | %s |".formatted(flag.wireName(), on(flag.on()), flag.meaning()));
        }
        assertBlock(README, "<!-- flags -->", "<!-- end of flags -->", lines);
    }

    @Test
    void when_aMetricIsThere_then_theDocumentsHaveItsMeaningUnitAndThreshold() throws IOException {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                "| metric | on | means | unit | better | two passes | flag: key of"
                                        + " its threshold, default |",
                                "|---|---|---|---|---|---|---|"));
        for (Metric metric : Metric.values()) {
            lines.add(
                    "| `%s` | %s | %s | %s | %s | %s | %s |"
                            .formatted(
                                    metric.wireName(),
                                    on(metric.on()),
                                    metric.meaning(),
                                    metric.unit(),
                                    better(metric),
                                    join(metric),
                                    thresholds(metric)));
        }
        assertBlock(README, "<!-- metrics -->", "<!-- end of metrics -->", lines);
    }

    @Test
    void when_aThresholdIsThere_then_theConfigurationHasItsMeaningAndDefault() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            for (Threshold threshold : metric.thresholds()) {
                lines.addAll(comment(metric, threshold));
                lines.add(threshold.fullKey() + "=" + number(threshold));
            }
        }
        assertBlock(PROPERTIES, "# -- thresholds", "# -- end of thresholds", lines);
    }

    @Test
    void when_metricsAndFlagsAreDefined_then_theyFitTogether() {
        assertThat(Arrays.stream(Flag.values()).map(Flag::wireName)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Metric.values()).map(Metric::wireName)).doesNotHaveDuplicates();
        assertThat(Metric.allThresholds().map(Threshold::key)).doesNotHaveDuplicates();
        for (Metric metric : Metric.values()) {
            boolean isTranslation = metric.on().contains(ResultKind.TRANSLATION);
            assertThat(metric.join() != Metric.Join.NONE)
                    .as(metric.name())
                    .isEqualTo(isTranslation);
            for (Threshold threshold : metric.thresholds()) {
                assertThat(metric.on()).containsAll(threshold.flag().on());
                assertThat(threshold.standard()).isBetween(threshold.least(), threshold.most());
            }
        }
    }

    private static String on(Set<ResultKind> kinds) {
        if (kinds.equals(EnumSet.allOf(ResultKind.class))) {
            return "all";
        }
        return EnumSet.copyOf(kinds).stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static String better(Metric metric) {
        return metric.better() == Metric.Better.NEITHER
                ? ""
                : metric.better().name().toLowerCase(Locale.ROOT);
    }

    private static String join(Metric metric) {
        return metric.join() == Metric.Join.NONE
                ? ""
                : metric.join().name().toLowerCase(Locale.ROOT);
    }

    private static String thresholds(Metric metric) {
        return metric.thresholds().stream()
                .map(
                        each ->
                                "`%s`: `%s`, %s"
                                        .formatted(
                                                each.flag().wireName(),
                                                each.fullKey(),
                                                number(each)))
                .collect(Collectors.joining("; "));
    }

    private static String number(Threshold threshold) {
        return threshold.side() == Threshold.Side.FROM
                ? String.valueOf((long) threshold.standard())
                : String.valueOf(threshold.standard());
    }

    private static List<String> comment(Metric metric, Threshold threshold) {
        String text =
                "%s: %s; %s."
                        .formatted(
                                threshold.flag().wireName(),
                                metric.meaning(),
                                threshold.side().words());
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder("#");
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static void assertBlock(Path file, String from, String to, List<String> expected)
            throws IOException {
        List<String> lines = Files.readAllLines(file);
        int start = start(file, lines, from);
        int end = start(file, lines, to);
        if (WRITE) {
            List<String> changed = new ArrayList<>(lines.subList(0, start + 1));
            changed.addAll(expected);
            changed.addAll(lines.subList(end, lines.size()));
            Files.writeString(file, String.join("\n", changed) + "\n");
            return;
        }
        assertThat(lines.subList(start + 1, end))
                .as("%s; run this test with -Dlimelight.docs=write to write it", file)
                .containsExactlyElementsOf(expected);
    }

    private static int start(Path file, List<String> lines, String marker) {
        int at = lines.indexOf(marker);
        assertThat(at).as("the line \"%s\" of %s", marker, file).isNotNegative();
        return at;
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("deploy/limelight.properties"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
