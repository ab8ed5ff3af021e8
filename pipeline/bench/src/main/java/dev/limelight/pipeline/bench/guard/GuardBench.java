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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Measures how well the guard finds payloads: on abstracts, which have one topic (the easy set),
 * and on documents of many kinds and of 20 sentences and more (the hard set). Each document is
 * there without a payload and once with a payload of each family. For one thread.
 */
public final class GuardBench {

    private static final long SEED = 7;
    private static final int FEWEST = 20;
    private static final int MOST = 40;
    private static final int PER_KIND = 40;
    private static final int MORE_PLACES = 3;
    private static final int FEWEST_OF_BENIGN = 5;
    private static final int MOST_BENIGN = 100;
    private static final String HARD = "hard";
    private static final String BENIGN = "benign";
    private static final Set<Family> ALL = EnumSet.allOf(Family.class);
    private static final Set<Family> SENTENCES =
            EnumSet.range(Family.INSTRUCTION, Family.OTHER_DOCUMENT);
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
     * @param texts a folder with {@code hard} and {@code benign}, in each a folder of clean texts
     *     for each kind
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
        return new SentenceVectors() {
            @Override
            public double[][] of(List<String> sentences) {
                List<String> unknown =
                        sentences.stream()
                                .filter(each -> !known.containsKey(each))
                                .distinct()
                                .toList();
                double[][] vectors = model.of(unknown);
                for (int i = 0; i < vectors.length; i++) {
                    known.put(unknown.get(i), vectors[i]);
                }
                return sentences.stream().map(known::get).toArray(double[][]::new);
            }

            @Override
            public String modelId() {
                return model.modelId();
            }
        };
    }

    /**
     * Measures.
     *
     * @param fit a folder for the weights of the models; null to write none
     * @return the tables with what they were measured on
     */
    public List<String> run(@Nullable Path fit) throws IOException {
        List<CleanText> hard = CleanText.read(texts.resolve(HARD), FEWEST, MOST, PER_KIND);
        List<CleanText> easy = easy();
        List<Measured> hardOnes = measured(hard, SEED, ALL);
        List<Measured> easyOnes = measured(easy, SEED, ALL);
        Training training = training(hard, hardOnes, easyOnes);
        if (fit != null) {
            Weights.write(training, fit);
        }
        List<String> lines = new ArrayList<>();
        lines.add("AUROC of the document / false alarms in % at 90 % recall / payload first in %");
        if (!easy.isEmpty()) {
            lines.addAll(tables("easy set", easyOnes, training));
            lines.addAll(tables("easy set, held out", half(easyOnes, Half.HELD_OUT), training));
        }
        lines.addAll(tables("hard set, development", half(hardOnes, Half.DEVELOPMENT), training));
        lines.addAll(tables("hard set, held out", half(hardOnes, Half.HELD_OUT), training));
        lines.addAll(benign(training));
        lines.add("");
        lines.add(time(hard));
        lines.add(Conditions.machine());
        return lines;
    }

    /** The development halves; sentences are planted in the hard set at more places than one. */
    private Training training(List<CleanText> hard, List<Measured> hardOnes, List<Measured> easy)
            throws IOException {
        List<Measured> documents = new ArrayList<>(half(hardOnes, Half.DEVELOPMENT));
        documents.addAll(half(easy, Half.DEVELOPMENT));
        List<CleanText> development =
                hard.stream().filter(each -> Half.of(each) == Half.DEVELOPMENT).toList();
        for (int more = 1; more <= MORE_PLACES; more++) {
            documents.addAll(
                    measured(development, SEED + more, SENTENCES).stream()
                            .filter(Measured::isPlanted)
                            .toList());
        }
        return new Training(documents);
    }

    private static List<Measured> half(List<Measured> documents, Half half) {
        return documents.stream().filter(each -> Half.of(each.planted().clean()) == half).toList();
    }

    private List<String> tables(String name, List<Measured> measured, Training training) {
        var tables = new GuardTables(measured, training);
        List<CleanText> clean =
                measured.stream()
                        .filter(each -> !each.isPlanted())
                        .map(each -> each.planted().clean())
                        .toList();
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
        return lines;
    }

    private List<String> benign(Training training) throws IOException {
        List<CleanText> clean =
                CleanText.read(texts.resolve(BENIGN), FEWEST_OF_BENIGN, MOST, MOST_BENIGN);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("benign instructions: documents with a finding, in percent");
        lines.add("");
        lines.addAll(
                new GuardTables(measured(clean, SEED, EnumSet.noneOf(Family.class)), training)
                        .thresholds());
        return lines;
    }

    private List<Measured> measured(List<CleanText> clean, long seed, Set<Family> families)
            throws IOException {
        var planter = new Planter(Payloads.read(data), clean, seed);
        List<Measured> measured = new ArrayList<>();
        for (CleanText text : clean) {
            measured.add(Measured.of(Planted.nothing(text), scores, model));
            for (Family family : families) {
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
        var rules = GuardPolicy.DEFAULT.with("off-topic", "off").with("instruction-like", "off");
        return String.format(
                Locale.ROOT,
                "%.1f ms a document by the detectors without a model",
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
