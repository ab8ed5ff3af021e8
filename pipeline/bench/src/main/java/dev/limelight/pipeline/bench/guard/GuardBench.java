package dev.limelight.pipeline.bench.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.guard.Guard;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.detect.SentenceVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Measures how well the guard finds payloads: on abstracts, which have one topic (the easy set),
 * and on documents of many kinds and of 20 sentences and more (the hard set). Each document is
 * there without a payload and once with a payload of each family. For one thread.
 */
public final class GuardBench {

    private static final long SEED = 7;
    private static final int FEWEST = 20;
    private static final int MOST = 40;
    private static final int PER_KIND = 20;
    private static final String ABSTRACT = "abstract";
    private static final int FEWEST_OF_ABSTRACT = 6;

    private final Path data;
    private final Path texts;
    private final int abstracts;
    private final SentenceVectors model;
    private final Runnable step;
    private final List<Score> scores = new ArrayList<>(Score.detectors());

    /**
     * A bench.
     *
     * @param data a folder with {@code injection}, {@code newstest} and {@code scitldr}
     * @param texts a folder with a folder of clean texts for each kind
     * @param abstracts how many documents the easy set has; 0 for none
     * @param model reads sentences
     * @param step called for each document
     */
    public GuardBench(Path data, Path texts, int abstracts, SentenceVectors model, Runnable step) {
        this.data = data;
        this.texts = texts;
        this.abstracts = abstracts;
        this.model = remembering(model);
        this.step = step;
        scores.addAll(Score.baselines());
    }

    /** The documents of a set share most sentences: each is read once. */
    private static SentenceVectors remembering(SentenceVectors model) {
        Map<String, double[]> known = new HashMap<>();
        return sentences -> {
            List<String> unknown =
                    sentences.stream().filter(each -> !known.containsKey(each)).distinct().toList();
            double[][] vectors = model.of(unknown);
            for (int i = 0; i < vectors.length; i++) {
                known.put(unknown.get(i), vectors[i]);
            }
            return sentences.stream().map(known::get).toArray(double[][]::new);
        };
    }

    /**
     * Measures.
     *
     * @param fit whether to print the weights of the model over the detectors
     * @return the tables with what they were measured on
     */
    public List<String> run(boolean fit) throws IOException {
        List<CleanText> hard = CleanText.read(texts, FEWEST, MOST, PER_KIND);
        List<Measured> training = measured(hard);
        List<String> lines = new ArrayList<>();
        lines.add("AUROC of the document / false alarms in % at 90 % recall / payload first in %");
        if (abstracts > 0) {
            List<CleanText> easy = easy();
            lines.addAll(tables("easy set", easy, measured(easy), training));
        }
        lines.addAll(tables("hard set", hard, training, training));
        if (fit) {
            lines.add("");
            lines.addAll(GuardTables.weights(training));
        }
        lines.add("");
        lines.add(Conditions.machine());
        return lines;
    }

    private List<String> tables(
            String name, List<CleanText> clean, List<Measured> measured, List<Measured> training) {
        var tables = new GuardTables(measured, training);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("%s: %d documents, %s".formatted(name, clean.size(), kinds(clean)));
        lines.add("");
        lines.addAll(tables.families(scores));
        lines.add("");
        lines.add("documents with a finding at the default thresholds, in percent");
        lines.add("");
        lines.addAll(tables.thresholds());
        lines.add("");
        lines.add(tables.reached());
        lines.add(time(clean));
        return lines;
    }

    private List<Measured> measured(List<CleanText> clean) throws IOException {
        var planter = new Planter(Payloads.read(data), clean, SEED);
        List<Measured> measured = new ArrayList<>();
        for (CleanText text : clean) {
            measured.add(Measured.of(Planted.nothing(text), scores, model));
            for (Family family : Family.values()) {
                measured.add(Measured.of(planter.plant(text, family), scores, model));
            }
            step.run();
        }
        return measured;
    }

    private static String kinds(List<CleanText> clean) {
        return clean.stream()
                .collect(Collectors.groupingBy(CleanText::kind, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private String time(List<CleanText> clean) {
        var rules = GuardPolicy.DEFAULT.with("off-topic", "off");
        return String.format(
                Locale.ROOT,
                "%.1f ms a document without off-topic",
                milliseconds(new Guard(rules, null), clean));
    }

    private static double milliseconds(Guard guard, List<CleanText> clean) {
        long start = System.nanoTime();
        clean.forEach(text -> guard.inspect(text.document()));
        return (System.nanoTime() - start) / 1e6 / Math.max(1, clean.size());
    }

    private List<CleanText> easy() throws IOException {
        List<CleanText> easy = new ArrayList<>();
        var json = new ObjectMapper();
        for (String line : Files.readAllLines(data.resolve("scitldr").resolve("train.jsonl"))) {
            List<String> source =
                    StreamSupport.stream(json.readTree(line).path("source").spliterator(), false)
                            .map(sentence -> sentence.asText())
                            .toList();
            if (easy.size() < abstracts && source.size() >= FEWEST_OF_ABSTRACT) {
                String id = ABSTRACT + easy.size();
                easy.add(CleanText.of(ABSTRACT, id, String.join(" ", source)));
            }
        }
        return easy;
    }
}
