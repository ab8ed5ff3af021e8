package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.SalienceMethod;
import java.util.List;
import java.util.Locale;

/**
 * The importance of a sentence before its words are read: by its place, and by whether it announces
 * what the document does. In units of standard deviations of the salience scores, to which it is
 * added.
 */
public enum Prior {
    /** None: the attention alone chooses. */
    NONE {
        @Override
        double[] of(Document document, DocumentKind kind, List<Integer> candidates) {
            return new double[document.sentences().size()];
        }
    },
    /**
     * The place: {@code weight / (1 + i)} for candidate {@code i}, with a weight for each kind.
     * Headings and datelines do not count, or they would push the opening down.
     */
    POSITION {
        @Override
        double[] of(Document document, DocumentKind kind, List<Integer> candidates) {
            double[] prior = new double[document.sentences().size()];
            for (int place = 0; place < candidates.size(); place++) {
                prior[candidates.get(place)] = weight(kind) / (1 + place);
            }
            return prior;
        }
    },
    /** The place, and in papers the announcing sentences. */
    POSITION_AND_CUES {
        @Override
        double[] of(Document document, DocumentKind kind, List<Integer> candidates) {
            double[] prior = POSITION.of(document, kind, candidates);
            for (int i = 0; kind == DocumentKind.PAPER && i < prior.length; i++) {
                prior[i] += KindGuess.announces(document, document.sentences().get(i)) ? CUE : 0;
            }
            return prior;
        }
    };

    private static final double CUE = 1;

    /** What {@link #named} understands, for error messages. */
    public static final String EXPECTED = "none, position or position-and-cues";

    /**
     * The prior of that name, written as in {@link #EXPECTED}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Prior named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** This prior, or none if the method is a baseline: with a prior it would be another. */
    public Prior with(SalienceMethod method) {
        return method.isAttention() ? this : NONE;
    }

    /**
     * What is added to the score of each sentence, {@code [n]}.
     *
     * @param candidates the sentences that can be chosen, ascending
     */
    abstract double[] of(Document document, DocumentKind kind, List<Integer> candidates);

    private static double weight(DocumentKind kind) {
        return switch (kind) {
            case PAPER -> 0;
            case NEWS -> 4;
            case OTHER -> 1;
        };
    }
}
