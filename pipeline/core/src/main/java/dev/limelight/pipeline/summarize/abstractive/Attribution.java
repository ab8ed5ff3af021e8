package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.modelserver.api.GenerateResult;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.layout.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads from cross-attention what each sentence of a written text stands on. Not thread-safe: one
 * instance a text.
 *
 * <p>A token belongs to the stretch, or sentence, that its first character lies in that is not
 * white space. The columns of special tokens, of the prefix and of what belongs to no stretch
 * (punctuation between words) are dropped and each row is scaled to sum 1 again, because a model
 * parks most of its attention there: so each written token has one vote. A sentence's weights are
 * the mean of its tokens' rows; where those have no light at all, the mean of all rows, and where
 * there is none either, all stretches have the same.
 */
final class Attribution {

    private final Passage passage;
    private final List<Sentence> sentences;
    private final int[] tokens;
    private final double[][] sums;

    private Attribution(Passage passage, List<Sentence> sentences) {
        this.passage = passage;
        this.sentences = sentences;
        this.tokens = new int[sentences.size()];
        this.sums = new double[sentences.size()][passage.stretches().size()];
    }

    /**
     * The sentences of a text with what they stand on.
     *
     * @param passage what the model read
     * @param source the tokens that the model read, on positions of the passage's text; those of
     *     the prefix are special
     * @param text what the model wrote, on the positions of the result's
     * @param sentences of {@code text}
     */
    static List<Stretch> of(
            Passage passage,
            List<TokenSpan> source,
            String text,
            List<Sentence> sentences,
            GenerateResult result) {
        var attribution = new Attribution(passage, sentences);
        attribution.addAll(source, text, result);
        return attribution.stretches();
    }

    private void addAll(List<TokenSpan> source, String text, GenerateResult result) {
        int[] stretchOf = stretchOf(source);
        int[] starts = sentences.stream().mapToInt(Sentence::start).toArray();
        int[] ends = sentences.stream().mapToInt(Sentence::end).toArray();
        List<TokenSpan> written = result.best().tokens();
        var attention = result.best().crossAttention();
        List<float[]> rows = attention.isEmpty() ? List.of() : attention.get(0).weights();
        for (int i = 0; i < written.size(); i++) {
            int sentence = find(starts, ends, place(written.get(i), text));
            if (sentence >= 0) {
                tokens[sentence]++;
                addRow(sums[sentence], i < rows.size() ? rows.get(i) : new float[0], stretchOf);
            }
        }
    }

    private int[] stretchOf(List<TokenSpan> source) {
        int[] starts = passage.stretches().stream().mapToInt(Stretch::start).toArray();
        int[] ends = passage.stretches().stream().mapToInt(Stretch::end).toArray();
        return source.stream()
                .mapToInt(token -> find(starts, ends, place(token, passage.text())))
                .toArray();
    }

    private static void addRow(double[] sum, float[] row, int[] stretchOf) {
        double total = 0;
        for (int i = 0; i < row.length; i++) {
            total += stretchOf[i] >= 0 ? row[i] : 0;
        }
        for (int i = 0; total > 0 && i < row.length; i++) {
            if (stretchOf[i] >= 0) {
                sum[stretchOf[i]] += row[i] / total;
            }
        }
    }

    private List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        double[] all = new double[passage.stretches().size()];
        for (double[] sum : sums) {
            Arrays.setAll(all, i -> all[i] + sum[i]);
        }
        for (int i = 0; i < tokens.length; i++) {
            Sentence sentence = sentences.get(i);
            Light light = Light.mix(passage.stretches(), weights(sums[i], all));
            stretches.add(
                    new Stretch(sentence.start(), sentence.end(), Math.max(1, tokens[i]), light));
        }
        return stretches;
    }

    private static double[] weights(double[] own, double[] all) {
        if (Arrays.stream(own).sum() > 0) {
            return own;
        }
        double[] equal = new double[own.length];
        Arrays.fill(equal, 1);
        return Arrays.stream(all).sum() > 0 ? all : equal;
    }

    /** Where a token of a text begins, white space passed; -1 for none. */
    private static int place(TokenSpan token, String text) {
        int at = token.start();
        int end = Math.min(token.end(), text.length());
        while (at < end && Lines.isSpace(text.charAt(at))) {
            at++;
        }
        return at < end && !token.special() ? at : -1;
    }

    /** The span that {@code at} lies in; -1 for none. The spans are in order and apart. */
    private static int find(int[] starts, int[] ends, int at) {
        int found = Arrays.binarySearch(starts, at);
        int before = found >= 0 ? found : -found - 2;
        return before >= 0 && at < ends[before] ? before : -1;
    }
}
