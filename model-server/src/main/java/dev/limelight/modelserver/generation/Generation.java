package dev.limelight.modelserver.generation;

import dev.limelight.modelserver.generation.DecoderSteps.Step;
import dev.limelight.modelserver.generation.Search.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Generates for a batch of sources: rows of all searches step together, and those of a search that
 * is over leave the batch.
 */
public final class Generation {

    private Generation() {}

    /**
     * Runs all searches to their end.
     *
     * @param steps a decoder that has read {@code sources}
     * @param sources token ids of each source, end-of-sentence included, padding not
     * @return the sequences of each source, best first
     */
    public static List<List<Generated>> run(
            DecoderSteps steps, List<int[]> sources, GenerationConfig config) {
        List<Search> searches = sources.stream().map(source -> search(config, source)).toList();
        int[] before = IntStream.range(0, sources.size()).toArray();
        while (searches.stream().anyMatch(search -> !search.rows().isEmpty())) {
            before = step(steps, searches, before);
        }
        return searches.stream().map(Search::results).toList();
    }

    private static Search search(GenerationConfig config, int[] source) {
        return config.numBeams() == 1
                ? new GreedySearch(config, source)
                : new BeamSearch(config, source);
    }

    /**
     * One step of all that run.
     *
     * @param before the first row of each search in the step before
     * @return the first row of each search in this step
     */
    private static int[] step(DecoderSteps steps, List<Search> searches, int[] before) {
        int[] first = new int[searches.size()];
        var rows = new ArrayList<Integer>();
        var tokens = new ArrayList<Integer>();
        for (int i = 0; i < first.length; i++) {
            first[i] = rows.size();
            for (Row row : searches.get(i).rows()) {
                rows.add(before[i] + row.parent());
                tokens.add(row.sequence().token());
            }
        }
        hand(steps.next(ints(rows), ints(tokens)), searches, first);
        return first;
    }

    private static void hand(Step step, List<Search> searches, int[] first) {
        for (int i = 0; i < first.length; i++) {
            int rows = searches.get(i).rows().size();
            if (rows > 0) {
                int from = first[i];
                searches.get(i)
                        .advance(
                                step.logits().subList(from, from + rows),
                                step.attention().subList(from, from + rows));
            }
        }
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
