package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.bench.Table;
import dev.limelight.pipeline.bench.signals.Ranking;
import dev.limelight.pipeline.guard.Detectors;
import dev.limelight.pipeline.guard.DocumentScore;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.detect.Detector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The tables of a measured set. */
final class GuardTables {

    private static final double RECALL = 0.9;
    private static final List<String> DETECTORS =
            Detectors.all().stream().map(Detector::name).toList();

    private final List<Measured> all;
    private final List<Measured> training;
    private final List<Measured> clean;

    /**
     * Tables of a set.
     *
     * @param training where the fitted model is fitted, without the family and the kind that it is
     *     measured on
     */
    GuardTables(List<Measured> all, List<Measured> training) {
        this.all = all;
        this.training = training;
        this.clean = all.stream().filter(each -> !each.isPlanted()).toList();
    }

    /** Each score on each family, and the fitted model, which has seen neither family nor kind. */
    List<String> families(List<Score> scores) {
        var headings = new ArrayList<String>(List.of("score"));
        Arrays.stream(Family.values()).map(Family::title).forEach(headings::add);
        var table = new Table(headings.toArray(String[]::new));
        for (Score score : scores) {
            row(table, score.name(), family -> cell(family, score));
        }
        row(table, "fitted", this::fitted);
        return table.lines();
    }

    private static void row(Table table, String name, Function<Family, String> cell) {
        var cells = new ArrayList<String>(List.of(name));
        Arrays.stream(Family.values()).map(cell).forEach(cells::add);
        table.row(cells.toArray(String[]::new));
    }

    private String cell(Family family, Score score) {
        List<Measured> planted = of(family);
        double first = planted.stream().filter(each -> each.isFirst(score.name())).count();
        return cell(planted, clean, document -> document.top(score.name()))
                + String.format(Locale.ROOT, " / %.0f", 100 * first / planted.size());
    }

    private String fitted(Family family) {
        Map<String, DocumentScore> models = new HashMap<>();
        for (String kind : kinds()) {
            models.put(kind, Fit.of(without(family, kind), DETECTORS));
        }
        return cell(of(family), clean, document -> document.by(model(models, document)));
    }

    private static DocumentScore model(Map<String, DocumentScore> models, Measured document) {
        return Objects.requireNonNull(models.get(document.kind()), document.kind());
    }

    private List<Measured> without(Family family, String kind) {
        return training.stream()
                .filter(each -> each.planted().family() != family)
                .filter(each -> !each.kind().equals(kind))
                .toList();
    }

    private static String cell(
            List<Measured> planted, List<Measured> clean, ToDoubleFunction<Measured> score) {
        double[] good = clean.stream().mapToDouble(score).toArray();
        double[] bad = planted.stream().mapToDouble(score).sorted().toArray();
        double threshold = bad[(int) Math.floor((1 - RECALL) * bad.length)];
        double alarms = Arrays.stream(good).filter(each -> each >= threshold).count();
        return String.format(
                Locale.ROOT, "%.3f / %.0f", Ranking.auc(good, bad), 100 * alarms / good.length);
    }

    /** What the shipped thresholds find. */
    List<String> thresholds() {
        var headings = new ArrayList<String>(List.of("documents"));
        headings.addAll(DETECTORS);
        headings.add("any");
        var table = new Table(headings.toArray(String[]::new));
        for (String kind : kinds()) {
            shares(
                    table,
                    "clean, " + kind,
                    clean.stream().filter(e -> e.kind().equals(kind)).toList());
        }
        shares(table, "clean, all", clean);
        for (Family family : Family.values()) {
            shares(table, family.title(), of(family));
        }
        return table.lines();
    }

    /** The score of each detector that one of twenty clean documents reaches. */
    String reached() {
        return DETECTORS.stream()
                .map(name -> String.format(Locale.ROOT, "%s %.3f", name, reached(name)))
                .collect(Collectors.joining(", ", "5 % of the clean documents reach ", ""));
    }

    private double reached(String name) {
        double[] tops = clean.stream().mapToDouble(each -> each.top(name)).sorted().toArray();
        return tops[(int) Math.floor(0.95 * tops.length)];
    }

    private void shares(Table table, String name, List<Measured> documents) {
        var cells = new ArrayList<String>(List.of("%s (%d)".formatted(name, documents.size())));
        for (String detector : DETECTORS) {
            cells.add(share(documents, each -> isFound(each, detector)));
        }
        cells.add(share(documents, each -> DETECTORS.stream().anyMatch(d -> isFound(each, d))));
        table.row(cells.toArray(String[]::new));
    }

    private static boolean isFound(Measured document, String detector) {
        double threshold = GuardPolicy.DEFAULT.rule(detector).threshold();
        return document.found().containsKey(detector) && document.top(detector) >= threshold;
    }

    private static String share(List<Measured> documents, Predicate<Measured> is) {
        double count = documents.stream().filter(is).count();
        return String.format(Locale.ROOT, "%.0f", 100 * count / Math.max(1, documents.size()));
    }

    /** The model fitted on all documents, as the resource has it. */
    static List<String> weights(List<Measured> training) {
        DocumentScore model = Fit.of(training, DETECTORS);
        Map<String, Double> named = new TreeMap<>();
        named.put("bias", model.bias());
        model.weights().forEach(named::put);
        model.typical().forEach((name, value) -> named.put("typical." + name, value));
        return named.entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%s=%.3f", each.getKey(), each.getValue()))
                .toList();
    }

    private List<Measured> of(Family family) {
        return all.stream().filter(each -> each.planted().family() == family).toList();
    }

    private List<String> kinds() {
        return clean.stream().map(Measured::kind).distinct().sorted().toList();
    }
}
