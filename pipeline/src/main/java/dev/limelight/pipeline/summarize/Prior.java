package dev.limelight.pipeline.summarize;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.layout.SentenceKind;
import dev.limelight.pipeline.salience.SalienceMethod;
import java.util.Locale;

/**
 * What is known of a sentence before its words are read: its place, and whether it announces what
 * the document does. In units of standard deviations of the salience scores, to which it is added.
 */
public enum Prior {
    /** None: the attention alone chooses. */
    NONE {
        @Override
        double[] of(Document document, DocumentKind kind) {
            return new double[document.sentences().size()];
        }
    },
    /**
     * The place: {@code weight / (1 + i)} for sentence {@code i} of the prose, with a weight for
     * each kind. Headings do not count, or they would push the opening down.
     */
    POSITION {
        @Override
        double[] of(Document document, DocumentKind kind) {
            double[] prior = new double[document.sentences().size()];
            int before = 0;
            for (int i = 0; i < prior.length; i++) {
                prior[i] = weight(kind) / (1 + before);
                before += document.sentences().get(i).kind() == SentenceKind.PROSE ? 1 : 0;
            }
            return prior;
        }
    },
    /** The place, and in papers the announcing sentences. */
    POSITION_AND_CUES {
        @Override
        double[] of(Document document, DocumentKind kind) {
            double[] prior = POSITION.of(document, kind);
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

    abstract double[] of(Document document, DocumentKind kind);

    private static double weight(DocumentKind kind) {
        return switch (kind) {
            case PAPER -> 0;
            case NEWS -> 4;
            case OTHER -> 1;
        };
    }
}
