package dev.limelight.pipeline.assemble;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decides what the chunks at hand make of a document. Stateless; the state is the caller's. */
public final class Assembler {

    private Assembler() {}

    /** Whether every chunk of the document has been read or has failed. */
    public static boolean isComplete(@Nullable Document document, List<Reading> readings) {
        return document != null && !readings.isEmpty() && readings.size() == readings.get(0).of();
    }

    /** The first failed reading in chunk order; null when all succeeded. */
    public static @Nullable Reading firstFailure(List<Reading> readings) {
        return inOrder(readings).stream()
                .filter(reading -> reading.failure() != null)
                .findFirst()
                .orElse(null);
    }

    /** The document with its readings in chunk order; only for complete, successful ones. */
    public static Assembled assemble(Document document, List<Reading> readings) {
        return new Assembled(document, inOrder(readings));
    }

    /** For an error message: which chunks never came, for instance {@code 2, 5 of 7}. */
    public static String missing(List<Reading> readings) {
        if (readings.isEmpty()) {
            return "all chunks";
        }
        var there = readings.stream().map(Reading::sequence).collect(Collectors.toSet());
        int of = readings.get(0).of();
        String numbers =
                IntStream.range(0, of)
                        .filter(sequence -> !there.contains(sequence))
                        .mapToObj(sequence -> String.valueOf(sequence + 1))
                        .collect(Collectors.joining(", "));
        return "chunk " + numbers + " of " + of;
    }

    private static List<Reading> inOrder(List<Reading> readings) {
        var ordered = new ArrayList<>(readings);
        ordered.sort(Comparator.comparingInt(Reading::sequence));
        return ordered;
    }
}
