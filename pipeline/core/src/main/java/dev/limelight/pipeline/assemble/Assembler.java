package dev.limelight.pipeline.assemble;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ChunkResult;
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
    public static boolean isComplete(@Nullable Document document, List<ChunkResult> results) {
        return document != null && !results.isEmpty() && results.size() == results.get(0).of();
    }

    /** The first failed result in chunk order; null when all succeeded. */
    public static @Nullable ChunkResult firstFailure(List<ChunkResult> results) {
        return inOrder(results).stream()
                .filter(result -> result.failure() != null)
                .findFirst()
                .orElse(null);
    }

    /** The document with its results in chunk order; only for complete, successful ones. */
    public static Assembled assemble(Document document, List<ChunkResult> results) {
        return new Assembled(document, inOrder(results));
    }

    /** For an error message: which chunks never came, for instance {@code 2, 5 of 7}. */
    public static String missing(List<ChunkResult> results) {
        if (results.isEmpty()) {
            return "all chunks";
        }
        var there = results.stream().map(ChunkResult::sequence).collect(Collectors.toSet());
        int of = results.get(0).of();
        String numbers =
                IntStream.range(0, of)
                        .filter(sequence -> !there.contains(sequence))
                        .mapToObj(sequence -> String.valueOf(sequence + 1))
                        .collect(Collectors.joining(", "));
        return "chunk " + numbers + " of " + of;
    }

    private static List<ChunkResult> inOrder(List<ChunkResult> results) {
        var ordered = new ArrayList<>(results);
        ordered.sort(Comparator.comparingInt(ChunkResult::sequence));
        return ordered;
    }
}
