package dev.limelight.pipeline.bench;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Judges the choice of sentences of one document by its references. */
final class Judge {

    private static final double TIE = 1e-9;

    private final Document document;
    private final List<String> references;
    private final double[] own;

    Judge(ReferenceDocument reference) {
        this.document = reference.document();
        this.references = reference.references();
        this.own =
                document.sentences().stream()
                        .mapToDouble(sentence -> Rouge.of(slice(sentence), references).one())
                        .toArray();
    }

    /**
     * How good a choice is.
     *
     * @param rouge of the chosen sentences as one text
     * @param hit share of the chosen sentences that are among as many of the highest own ROUGE-1
     */
    record Verdict(Rouge rouge, double hit) {

        static Verdict mean(List<Verdict> verdicts) {
            return new Verdict(
                    new Rouge(
                            mean(verdicts, verdict -> verdict.rouge().one()),
                            mean(verdicts, verdict -> verdict.rouge().two()),
                            mean(verdicts, verdict -> verdict.rouge().longest())),
                    mean(verdicts, Verdict::hit));
        }

        private static double mean(List<Verdict> verdicts, ToDoubleFunction<Verdict> figure) {
            return verdicts.stream().mapToDouble(figure).average().orElse(0);
        }
    }

    Verdict judge(List<Integer> chosen) {
        String text =
                chosen.stream()
                        .map(i -> slice(document.sentences().get(i)))
                        .collect(Collectors.joining(" "));
        double enough = best(chosen.size()).mapToDouble(i -> own[i]).min().orElse(0);
        double hits = chosen.stream().filter(i -> own[i] >= enough - TIE).count();
        return new Verdict(Rouge.of(text, references), hits / chosen.size());
    }

    /** The verdict on the {@code count} sentences of the highest own ROUGE-1. */
    Verdict oracle(int count) {
        return judge(best(count).sorted().boxed().toList());
    }

    private IntStream best(int count) {
        return IntStream.range(0, own.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -own[i]))
                .limit(count)
                .mapToInt(i -> i);
    }

    private String slice(Sentence sentence) {
        return document.text().substring(sentence.start(), sentence.end());
    }
}
