package dev.limelight.pipeline.teach;

import dev.limelight.pipeline.teach.Completion.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Lets a model complete prompts, and compares what it writes with what it has learned. */
final class Completions {

    private final Predictor predictor;
    private final List<List<String>> learned;

    /**
     * Completions by a model.
     *
     * @param sentences those that it learns
     */
    Completions(Predictor predictor, List<String> sentences) {
        this.predictor = predictor;
        this.learned = sentences.stream().map(this::whole).toList();
    }

    /** The completion of a prompt. */
    Completion of(String prompt) {
        int[] ids = predictor.vocabulary().ids(prompt);
        List<Prediction> predictions = new ArrayList<>();
        int[] all = ids;
        while (all.length < TinyTransformer.POSITIONS && all[all.length - 1] != Vocabulary.END) {
            Prediction next = predictor.after(all);
            predictions.add(next);
            all = Arrays.copyOf(all, all.length + 1);
            all[all.length - 1] = predictor.vocabulary().tokens().indexOf(next.best().token());
        }
        return judged(prompt, tokens(all), ids.length, predictions);
    }

    private Completion judged(
            String prompt, List<String> all, int given, List<Prediction> predictions) {
        List<String> written = all.subList(given, all.size());
        boolean ends = all.get(all.size() - 1).equals(token(Vocabulary.END));
        String text = Vocabulary.text(written.subList(0, written.size() - (ends ? 1 : 0)));
        int source = ends ? source(all.subList(given - 1, all.size())) : 0;
        return new Completion(prompt, text, written, predictions, outcome(all, source), source);
    }

    private Outcome outcome(List<String> all, int source) {
        if (source == 0) {
            return Outcome.INCOHERENCE;
        }
        return learned.contains(all) ? Outcome.RECALLED : Outcome.FAMILIAR_PATTERN;
    }

    /**
     * Which sentence ends with these tokens, counted from 1; 0 for none. The first token is the
     * last of the prompt, so that the text goes on from it as the sentence does.
     */
    private int source(List<String> end) {
        for (int i = 0; i < learned.size(); i++) {
            List<String> sentence = learned.get(i);
            int from = Collections.lastIndexOfSubList(sentence, end);
            if (from >= 0 && from + end.size() == sentence.size()) {
                return i + 1;
            }
        }
        return 0;
    }

    private List<String> whole(String sentence) {
        List<String> tokens = new ArrayList<>(tokens(predictor.vocabulary().ids(sentence)));
        tokens.add(token(Vocabulary.END));
        return tokens;
    }

    private List<String> tokens(int... ids) {
        return Arrays.stream(ids).mapToObj(this::token).toList();
    }

    private String token(int id) {
        return predictor.vocabulary().token(id);
    }
}
