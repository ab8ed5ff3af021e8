package dev.limelight.pipeline.bench.alignment;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Table;
import dev.limelight.pipeline.score.Pharaoh;
import dev.limelight.pipeline.score.ScoredPair;
import dev.limelight.pipeline.score.Scorer;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Aligns sentences with their translations by forced decoding, in both directions, and compares
 * with the links of people; and compares the time of forced decoding with that of generation.
 */
public final class AlignmentBench {

    private final TranslationBundle forth;
    private final TranslationBundle back;
    private final List<String> sources;
    private final List<String> targets;
    private final List<GoldLinks> gold;

    /**
     * A bench.
     *
     * @param forth translates the sources
     * @param back translates the targets
     * @param sources words with white space between them
     * @param targets their translations, likewise
     * @param gold a line for each pair, see {@link GoldLinks}
     * @param isTargetFirst whether the target's word is the first of each link of {@code gold}
     * @throws IllegalArgumentException for other numbers of lines, or a line without links
     */
    public AlignmentBench(
            TranslationBundle forth,
            TranslationBundle back,
            List<String> sources,
            List<String> targets,
            List<String> gold,
            boolean isTargetFirst) {
        if (sources.size() != targets.size() || sources.size() != gold.size()) {
            throw new IllegalArgumentException(
                    "%d sources, %d targets and %d lines of links, expected as many of each"
                            .formatted(sources.size(), targets.size(), gold.size()));
        }
        this.forth = forth;
        this.back = back;
        this.sources = List.copyOf(sources);
        this.targets = List.copyOf(targets);
        this.gold = gold.stream().map(line -> GoldLinks.parse(line, isTargetFirst)).toList();
    }

    /**
     * Measures.
     *
     * @param step called for each pair and direction
     * @return tables with what they were measured on
     */
    public List<String> run(Runnable step) {
        List<Set<WordLink>> one;
        List<String> speed;
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(forth.options())) {
            one = links(client, sources, targets, step);
            speed = new ReadingSpeed(client, sources).lines();
        }
        List<Set<WordLink>> other;
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(back.options())) {
            other =
                    links(client, targets, sources, step).stream()
                            .map(AlignmentBench::turned)
                            .toList();
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "%d pairs, %s and %s; %s"
                        .formatted(
                                sources.size(),
                                forth.folder().getFileName(),
                                back.folder().getFileName(),
                                Conditions.machine()));
        lines.add("");
        lines.add("Alignment error rate in percent, and what it is made of");
        lines.addAll(table(one, other).lines());
        lines.add("");
        lines.addAll(speed);
        return lines;
    }

    private static List<Set<WordLink>> links(
            Seq2SeqClient client, List<String> sources, List<String> targets, Runnable step) {
        var scorer = new Scorer(client, null, null, Thresholds.DEFAULT);
        List<CompletableFuture<ScoredPair>> answers =
                IntStream.range(0, sources.size())
                        .mapToObj(i -> scorer.score(sources.get(i), targets.get(i), Duration.ZERO))
                        .toList();
        List<Set<WordLink>> links = new ArrayList<>();
        for (CompletableFuture<ScoredPair> answer : answers) {
            links.add(links(answer.join()));
            step.run();
        }
        return links;
    }

    private static Set<WordLink> links(ScoredPair pair) {
        Set<WordLink> links = new HashSet<>();
        pair.attention(Pharaoh.words(pair.source()), Pharaoh.words(pair.target()))
                .alignment()
                .forEach(link -> links.add(new WordLink(link.source(), link.target())));
        return links;
    }

    private static Set<WordLink> turned(Set<WordLink> links) {
        Set<WordLink> turned = new HashSet<>();
        links.forEach(link -> turned.add(link.turned()));
        return turned;
    }

    private Table table(List<Set<WordLink>> one, List<Set<WordLink>> other) {
        List<Set<WordLink>> both =
                IntStream.range(0, one.size())
                        .mapToObj(i -> GrowDiagFinalAnd.of(one.get(i), other.get(i)))
                        .toList();
        Table table = new Table("links", "error rate", "precision", "recall");
        row(table, "a diagonal", diagonal());
        row(table, "one way, " + forth.folder().getFileName(), one);
        row(table, "one way, " + back.folder().getFileName(), other);
        row(table, "both, grow-diag-final-and", both);
        return table;
    }

    /** The baseline that knows nothing but how long both are. */
    private List<Set<WordLink>> diagonal() {
        return IntStream.range(0, sources.size())
                .mapToObj(
                        i ->
                                diagonal(
                                        Pharaoh.words(sources.get(i)).size(),
                                        Pharaoh.words(targets.get(i)).size()))
                .toList();
    }

    private static Set<WordLink> diagonal(int sources, int targets) {
        Set<WordLink> links = new HashSet<>();
        for (int target = 0; target < targets && sources > 0; target++) {
            links.add(new WordLink(target * sources / targets, target));
        }
        return links;
    }

    private void row(Table table, String name, List<Set<WordLink>> links) {
        var rate = new ErrorRate();
        for (int i = 0; i < links.size(); i++) {
            rate.add(links.get(i), gold.get(i));
        }
        table.row(name, percent(rate.value()), percent(rate.precision()), percent(rate.recall()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
