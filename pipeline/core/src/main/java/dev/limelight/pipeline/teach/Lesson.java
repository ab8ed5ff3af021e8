package dev.limelight.pipeline.teach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** The teaching demo from beginning to end. The same seed gives the same numbers everywhere. */
public final class Lesson {

    /** What is learned. */
    public static final List<String> SENTENCES =
            List.of(
                    "The quick brown fox jumps over the lazy dog.",
                    "The cat sat on the mat.",
                    "We saw a bird in the old tree.",
                    "A man walks his dog in the park.",
                    "She looks at the stars with a telescope.",
                    "I am feeling happy today.");

    private static final int PROMPT_WORDS = 2;
    private static final List<String> NEIGHBOURS_OF = List.of("dog", "saw", "telescope");
    private static final List<Integer> SHOWN_STEPS = List.of(0, 10, 20, 40);

    private final int steps;
    private final Vocabulary vocabulary = new Vocabulary(SENTENCES);
    private final TinyTransformer model;
    private final Training training;
    private final Predictor predictor;
    private final Completions completions;

    /**
     * A lesson that has not begun.
     *
     * @param seed of all random numbers
     * @param steps of training, 0 for none
     */
    public Lesson(long seed, int steps) {
        this.steps = steps;
        model = new TinyTransformer(vocabulary.tokens().size(), new Random(seed));
        training = new Training(model, SENTENCES.stream().map(vocabulary::ids).toList());
        predictor = new Predictor(model, vocabulary);
        completions = new Completions(predictor, SENTENCES);
    }

    /** Who watches; called on the thread of {@link #teach}, in order. */
    public interface Reader {

        /** The model has been made and knows nothing. */
        void begins(Beginning beginning);

        /** The model has learned for some steps. */
        void learns(Snapshot snapshot);

        /** The model has learned. */
        void ends(Ending ending);
    }

    /**
     * What there is before the first step.
     *
     * @param vocabulary all tokens by id
     * @param ids of each sentence, start token first
     * @param parameters how many numbers training changes
     * @param neighbours of some tokens, by their random embeddings
     */
    public record Beginning(
            List<String> sentences,
            List<String> vocabulary,
            List<List<Integer>> ids,
            int parameters,
            List<Neighbours> neighbours) {}

    /**
     * What there is after the last step.
     *
     * @param losses before each step and after the last, in nats
     * @param neighbours of the same tokens as before the first step
     * @param completions of the beginnings of the learned sentences
     * @param ambiguous what the model makes of a sentence that it has not learned
     */
    public record Ending(
            List<Double> losses,
            List<Neighbours> neighbours,
            List<Completion> completions,
            AmbiguousReading ambiguous) {}

    /** Trains the model and shows each part to the reader. */
    public void teach(Reader reader) {
        reader.begins(beginning());
        List<Double> losses = new ArrayList<>();
        var shown = new TreeSet<>(SHOWN_STEPS);
        shown.add(steps);
        for (int step = 0; step <= steps; step++) {
            if (shown.contains(step)) {
                reader.learns(snapshot(step));
            }
            losses.add(step < steps ? training.step() : training.fit().loss());
        }
        reader.ends(ending(losses));
    }

    private Beginning beginning() {
        List<List<Integer>> ids = new ArrayList<>();
        for (String sentence : SENTENCES) {
            ids.add(Arrays.stream(vocabulary.ids(sentence)).boxed().toList());
        }
        return new Beginning(SENTENCES, vocabulary.tokens(), ids, model.size(), neighbours());
    }

    private Snapshot snapshot(int step) {
        Training.Fit fit = training.fit();
        return new Snapshot(
                step,
                fit.loss(),
                fit.accuracy(),
                predictor.attention(vocabulary.ids(SENTENCES.get(0))),
                completions.of(prompt(SENTENCES.get(0))));
    }

    private Ending ending(List<Double> losses) {
        return new Ending(
                losses,
                neighbours(),
                SENTENCES.stream().map(sentence -> completions.of(prompt(sentence))).toList(),
                new Ambiguity(predictor, completions).reading());
    }

    private List<Neighbours> neighbours() {
        return NEIGHBOURS_OF.stream()
                .map(token -> Neighbours.of(token, model, vocabulary))
                .toList();
    }

    private static String prompt(String sentence) {
        String[] words = sentence.split(" ", -1);
        return String.join(" ", List.of(words).subList(0, PROMPT_WORDS));
    }
}
