package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.bench.Table;
import dev.limelight.pipeline.bench.signals.Ranking;
import dev.limelight.pipeline.guard.Detectors;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.detect.Detector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private final Training training;
    private final List<Measured> clean;

    /**
     * Tables of a set.
     *
     * @param training fits the models, without the family and the kind that they are measured on
     */
    GuardTables(List<Measured> all, Training training) {
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
        List<Measured> planted = judged(of(family), family);
        double first = planted.stream().filter(each -> each.isFirst(score.name())).count();
        return cell(planted, judged(clean, family), document -> document.top(score.name()))
                + String.format(Locale.ROOT, " / %.0f", 100 * first / planted.size());
    }

    private List<Measured> judged(List<Measured> documents, Family family) {
        return documents.stream().flatMap(each -> training.judged(each, family)).toList();
    }

    private String fitted(Family family) {
        return cell(
                judged(of(family), family),
                judged(clean, family),
                each -> each.by(training.score(family, each.kind())));
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
            if (!of(family).isEmpty()) {
                shares(table, family.title(), of(family));
            }
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

    private List<Measured> of(Family family) {
        return all.stream().filter(each -> each.planted().family() == family).toList();
    }

    private List<String> kinds() {
        return clean.stream().map(Measured::kind).distinct().sorted().toList();
    }
}
