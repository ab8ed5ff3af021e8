package dev.limelight.pipeline.summarize;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * The length of a summary: a number of sentences, or a share of the document's sentences.
 *
 * @param amount sentences (a whole number, at least 1), or a share in (0, 1]
 * @param isShare which of the two
 */
public record SummaryLength(double amount, boolean isShare) implements Serializable {

    /** What {@link #parse} understands, for error messages. */
    public static final String EXPECTED =
            "a number of sentences such as 3, or a share of them such as 15%";

    // 14 % of 100 is 14.000000000000002 in binary, and must not become 15.
    private static final double ROUNDING = 1e-9;

    private static final MathContext DIGITS = new MathContext(12);

    public SummaryLength {
        boolean legal =
                isShare ? amount > 0 && amount <= 1 : amount >= 1 && amount == Math.rint(amount);
        if (!legal) {
            throw new IllegalArgumentException(
                    "summary length %s, expected %s".formatted(amount, EXPECTED));
        }
    }

    /** Reads {@code 3} or {@code 15%}. */
    public static SummaryLength parse(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        try {
            return text.endsWith("%")
                    ? new SummaryLength(
                            Double.parseDouble(text.substring(0, text.length() - 1)) / 100, true)
                    : new SummaryLength(Integer.parseInt(text), false);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "summary length '%s', expected %s".formatted(value, EXPECTED), e);
        }
    }

    /** The number of sentences for a document that has {@code available}; at least 1. */
    public int of(int available) {
        double wanted = isShare ? Math.ceil(available * amount - ROUNDING) : amount;
        return (int) Math.max(1, Math.min(available, wanted));
    }

    @Override
    public String toString() {
        var exact = BigDecimal.valueOf(isShare ? amount * 100 : amount).round(DIGITS);
        return exact.stripTrailingZeros().toPlainString() + (isShare ? "%" : "");
    }
}
