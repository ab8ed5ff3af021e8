package dev.limelight.pipeline.teach;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shows what a model makes of a sentence whose last phrase can belong to two words. */
final class Ambiguity {

    /** The sentence, as people know it. */
    static final String SENTENCE = "I saw a man in the park with a telescope.";

    private static final String PHRASE = "with a telescope";
    private static final List<Holder> HOLDERS =
            List.of(
                    new Holder("saw", "I look through the telescope"),
                    new Holder("man", "the man has the telescope"));

    private final Predictor predictor;
    private final Completions completions;

    Ambiguity(Predictor predictor, Completions completions) {
        this.predictor = predictor;
        this.completions = completions;
    }

    /** A word that the phrase can belong to, and what the sentence means then. */
    private record Holder(String word, String meaning) {}

    AmbiguousReading reading() {
        int[] ids = predictor.vocabulary().ids(SENTENCE);
        double whole = logProbability(SENTENCE);
        List<AmbiguousReading.Side> sides =
                HOLDERS.stream().map(holder -> side(holder, ids, whole)).toList();
        return new AmbiguousReading(
                SENTENCE, PHRASE, words(ids), prefixes(ids), whole, sides, attention(ids));
    }

    private AmbiguousReading.Side side(Holder holder, int[] ids, double whole) {
        int at = indexOf(holder.word(), ids);
        String without = SENTENCE.replace(" " + holder.word() + " ", " ");
        return new AmbiguousReading.Side(
                holder.word(), holder.meaning(), share(ids, at), whole - logProbability(without));
    }

    /** How much the tokens of the phrase attend to a token, the mean over them. */
    private double share(int[] ids, int source) {
        List<Prediction> all = predictor.afterEach(ids);
        int from = phraseStart(ids);
        return all.subList(from, from + phraseLength()).stream()
                .mapToDouble(p -> p.attention().get(source))
                .average()
                .orElseThrow();
    }

    /** The log-probability of the phrase behind what a sentence has before it. */
    private double logProbability(String sentence) {
        int[] ids = predictor.vocabulary().ids(sentence);
        double[] probabilities = predictor.probabilities(ids);
        int from = phraseStart(ids) - 1;
        return Arrays.stream(probabilities, from, from + phraseLength()).map(StrictMath::log).sum();
    }

    /** Each word beside what the model expected in its place. */
    private List<AmbiguousReading.Word> words(int... ids) {
        List<Prediction> expected = predictor.afterEach(ids);
        double[] probabilities = predictor.probabilities(ids);
        List<AmbiguousReading.Word> words = new ArrayList<>();
        for (int i = 1; i < ids.length; i++) {
            String token = predictor.vocabulary().token(ids[i]);
            words.add(new AmbiguousReading.Word(token, probabilities[i - 1], expected.get(i - 1)));
        }
        return words;
    }

    /** What the model writes behind each beginning of the sentence. */
    private List<Completion> prefixes(int... ids) {
        List<Completion> all = new ArrayList<>();
        for (int length = 2; length < ids.length; length++) {
            List<String> tokens =
                    Arrays.stream(ids, 1, length)
                            .mapToObj(id -> predictor.vocabulary().token(id))
                            .toList();
            all.add(completions.of(Vocabulary.text(tokens)));
        }
        return all;
    }

    private List<double[][][]> attention(int... ids) {
        return predictor.attention(ids);
    }

    private int phraseStart(int... ids) {
        return indexOf(PHRASE.split(" ", 2)[0], ids);
    }

    private static int phraseLength() {
        return PHRASE.split(" ", -1).length;
    }

    private int indexOf(String word, int... ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> predictor.vocabulary().token(id))
                .toList()
                .indexOf(word);
    }
}
