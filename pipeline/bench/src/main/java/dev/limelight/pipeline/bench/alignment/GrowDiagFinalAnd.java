package dev.limelight.pipeline.bench.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes one alignment of those of two directions (Koehn et al. 2005): the links of both, then those
 * of either that lie beside one and have a word without a link, then those between two words
 * without a link. Not thread-safe.
 */
final class GrowDiagFinalAnd {

    private static final Comparator<WordLink> ORDER =
            Comparator.comparingInt(WordLink::source).thenComparingInt(WordLink::target);

    private final Set<WordLink> either;
    private final Set<WordLink> links;
    private final Set<Integer> sources = new HashSet<>();
    private final Set<Integer> targets = new HashSet<>();

    private GrowDiagFinalAnd(Set<WordLink> forth, Set<WordLink> back) {
        this.either = new TreeSet<>(ORDER);
        this.links = new TreeSet<>(ORDER);
        either.addAll(forth);
        either.addAll(back);
        forth.stream().filter(back::contains).forEach(this::add);
    }

    /**
     * One alignment.
     *
     * @param forth of the target's words, by the model that writes it
     * @param back of the source's words, by the model of the other direction, turned
     */
    static Set<WordLink> of(Set<WordLink> forth, Set<WordLink> back) {
        var all = new GrowDiagFinalAnd(forth, back);
        all.grow();
        all.finish(forth);
        all.finish(back);
        return all.links;
    }

    private void grow() {
        boolean grows = true;
        while (grows) {
            grows = false;
            for (WordLink link : List.copyOf(links)) {
                for (WordLink beside : beside(link)) {
                    if (either.contains(beside) && !links.contains(beside) && isOneFree(beside)) {
                        add(beside);
                        grows = true;
                    }
                }
            }
        }
    }

    private void finish(Set<WordLink> direction) {
        direction.stream()
                .sorted(ORDER)
                .filter(
                        link ->
                                !sources.contains(link.source())
                                        && !targets.contains(link.target()))
                .forEach(this::add);
    }

    private boolean isOneFree(WordLink link) {
        return !sources.contains(link.source()) || !targets.contains(link.target());
    }

    private void add(WordLink link) {
        links.add(link);
        sources.add(link.source());
        targets.add(link.target());
    }

    private static List<WordLink> beside(WordLink link) {
        List<WordLink> beside = new ArrayList<>();
        for (int source = -1; source <= 1; source++) {
            for (int target = -1; target <= 1; target++) {
                if (source != 0 || target != 0) {
                    beside.add(new WordLink(link.source() + source, link.target() + target));
                }
            }
        }
        return beside;
    }
}
