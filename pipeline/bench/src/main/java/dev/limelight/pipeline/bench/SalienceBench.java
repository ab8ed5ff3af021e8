package dev.limelight.pipeline.bench;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.pipeline.bench.Judge.Verdict;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summarizer;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.heads.Erasure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Compares the salience methods, with and without a prior, with each other and with the baselines:
 * by the ROUGE of the chosen sentences against summaries by people, and by erasure. Each method
 * runs as it does in the job. For one thread.
 */
public final class SalienceBench {

    private static final int DRAWS = 20;
    private static final int CHUNK_TOKENS = Summarizer.CHUNK_TOKENS;
    private static final String RANDOM = "random";

    private final List<ReferenceDocument> documents;
    private final List<Judge> judges;
    private final SummaryLength length;
    private final int erased;
    private final Consumer<String> progress;
    private final String encoder;
    private final SalienceMethods methods;
    private final List<Contender> contenders;
    private final Map<SalienceMethod, List<Salience>> salience = new HashMap<>();

    /**
     * @param encoder what reads, as {@code EncoderOptions} names it
     * @param documents what to measure on
     * @param length of the summaries
     * @param erased on how many of the documents to measure erasure; 0 for none
     * @param progress told the name of each step before it begins
     */
    public SalienceBench(
            String encoder,
            List<ReferenceDocument> documents,
            SummaryLength length,
            int erased,
            Consumer<String> progress) {
        this.encoder = encoder;
        this.methods = SalienceMethods.of(EmbeddedModels.profile(encoder));
        this.contenders = Contender.all(methods);
        this.documents = documents;
        this.judges = documents.stream().map(Judge::new).toList();
        this.length = length;
        this.erased = erased;
        this.progress = progress;
    }

    /** How many steps {@code progress} is told of. */
    public int steps() {
        return contenders.size() + (erased > 0 ? 1 : 0);
    }

    /** Measures, and gives the tables with their conditions. */
    public List<String> run() {
        var lines = new ArrayList<>(SalienceTables.rouge(verdicts()));
        lines.add("");
        lines.add(
                "%d documents of %d sentences; summaries of %s; chunks of %d tokens"
                        .formatted(documents.size(), sentences(), length, CHUNK_TOKENS));
        lines.addAll(SalienceTables.ROUGE_NOTES);
        if (erased > 0) {
            progress.accept("erasure");
            lines.add("");
            lines.addAll(erasure());
            lines.addAll(SalienceTables.ERASURE_NOTES);
        }
        lines.add("");
        lines.add(Conditions.machine());
        return lines;
    }

    private Map<String, List<Verdict>> verdicts() {
        var rows = new LinkedHashMap<String, List<Verdict>>();
        for (Contender contender : contenders) {
            progress.accept(contender.name());
            List<Salience> found = salience(contender.method());
            rows.put(contender.name(), verdicts(found, contender.prior()));
        }
        rows.put(RANDOM, random());
        rows.put("oracle", oracle());
        return rows;
    }

    private List<Verdict> verdicts(List<Salience> found, Prior prior) {
        return IntStream.range(0, documents.size())
                .mapToObj(i -> judges.get(i).judge(chosen(found.get(i), prior)))
                .toList();
    }

    private List<Integer> chosen(Salience salience, Prior prior) {
        return ExtractiveSummarizer.summarize(salience, length, prior).chosen();
    }

    /** One draw is luck, so each document gets the mean of many. */
    private List<Verdict> random() {
        var random = new Random(1);
        var draws = new ArrayList<List<Verdict>>();
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Salience> drawn =
                    salience(methods.named(RANDOM)).stream()
                            .map(salience -> drawn(salience, random))
                            .toList();
            draws.add(verdicts(drawn, Prior.NONE));
        }
        return IntStream.range(0, documents.size())
                .mapToObj(i -> Verdict.mean(draws.stream().map(draw -> draw.get(i)).toList()))
                .toList();
    }

    private static Salience drawn(Salience salience, Random random) {
        double[] scores = random.doubles(salience.scores().length, Double.MIN_NORMAL, 1).toArray();
        return new Salience(salience.assembled(), RANDOM, scores, List.of());
    }

    private List<Verdict> oracle() {
        List<Salience> any = salience(methods.named(SalienceMethods.DEFAULT));
        return IntStream.range(0, documents.size())
                .mapToObj(i -> judges.get(i).oracle(chosen(any.get(i), Prior.NONE).size()))
                .toList();
    }

    private List<Salience> salience(SalienceMethod method) {
        return salience.computeIfAbsent(method, this::read);
    }

    private List<Salience> read(SalienceMethod method) {
        try (DirectPipeline pipeline = open(method)) {
            return documents.stream()
                    .map(d -> SalienceScorer.score(method, pipeline.read(d.document())))
                    .toList();
        }
    }

    private DirectPipeline open(SalienceMethod method) {
        return DirectPipeline.open(encoder, method, CHUNK_TOKENS);
    }

    private List<String> erasure() {
        var effects = new LinkedHashMap<Integer, double[]>();
        try (DirectPipeline pipeline = open(methods.named(SalienceMethods.DEFAULT))) {
            for (int i : sample()) {
                effects.put(i, Erasure.effects(pipeline, documents.get(i).document()));
            }
        }
        var scores = new LinkedHashMap<String, List<double[]>>();
        for (SalienceMethod method : methods.all()) {
            List<Salience> found = salience(method);
            scores.put(
                    method.name(),
                    effects.keySet().stream().map(i -> found.get(i).scores()).toList());
        }
        return SalienceTables.erasure(List.copyOf(effects.values()), scores);
    }

    /** The same documents every time; those of one sentence have nothing to compare. */
    private List<Integer> sample() {
        var indices = new ArrayList<Integer>();
        new Random(1)
                .ints(0, documents.size())
                .distinct()
                .limit(documents.size())
                .filter(i -> documents.get(i).document().sentences().size() > 1)
                .limit(erased)
                .forEach(indices::add);
        return indices;
    }

    private long sentences() {
        return documents.stream().mapToLong(d -> d.document().sentences().size()).sum();
    }
}
