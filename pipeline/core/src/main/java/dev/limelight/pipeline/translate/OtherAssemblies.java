package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.pipeline.translate.fragment.OtherOutput;
import dev.limelight.pipeline.translate.fragment.Split;
import dev.limelight.pipeline.translate.fragment.TranslatedFragment;
import dev.limelight.pipeline.translate.source.SentencePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the other translations of a document together. Not thread-safe. */
final class OtherAssemblies {

    private final List<Assembly> assemblies;
    private final List<List<@Nullable Split>> splits;
    private final List<TranslatedFragment> parts = new ArrayList<>();
    private final List<List<OtherOutput>> others = new ArrayList<>();

    /**
     * So many of them.
     *
     * @param assembly makes an empty one
     */
    OtherAssemblies(int most, Supplier<Assembly> assembly) {
        assemblies = Stream.generate(assembly).limit(most).toList();
        splits =
                assemblies.stream()
                        .map(each -> new ArrayList<@Nullable Split>())
                        .map(l -> (List<@Nullable Split>) l)
                        .toList();
    }

    /** Whether none are wanted. */
    boolean isEmpty() {
        return assemblies.isEmpty();
    }

    /** Adds a part of the sentence that is next, with what else could stand for it. */
    void add(TranslatedFragment part, List<OtherOutput> alternatives) {
        parts.add(part);
        others.add(alternatives);
    }

    /** Ends a sentence. */
    void end(SentencePlan sentence, TranslatedFragment best) {
        List<OtherOutput> ranked = ranked();
        for (int i = 0; i < assemblies.size(); i++) {
            boolean isThere = i < ranked.size();
            assemblies.get(i).add(sentence, isThere ? ranked.get(i).written() : best);
            splits.get(i).add(isThere ? ranked.get(i).split() : null);
        }
        parts.clear();
        others.clear();
    }

    /** All that differ from the best and from each other. */
    List<OtherTranslation> translations(ModelRef model) {
        Set<String> seen = new HashSet<>();
        List<OtherTranslation> all = new ArrayList<>();
        for (int i = 0; i < assemblies.size(); i++) {
            if (splits.get(i).stream().anyMatch(Objects::nonNull)) {
                Translation translation = assemblies.get(i).translation(model);
                if (seen.add(translation.text())) {
                    all.add(new OtherTranslation(translation, splits.get(i)));
                }
            }
        }
        return all;
    }

    /** The outputs for the sentence in which one part is another, least worse first. */
    private List<OtherOutput> ranked() {
        List<OtherOutput> ranked = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            for (OtherOutput other : others.get(part)) {
                ranked.add(with(part, other));
            }
        }
        ranked.sort(Comparator.comparingDouble(OtherOutput::logProbability).reversed());
        return ranked;
    }

    private OtherOutput with(int part, OtherOutput other) {
        List<TranslatedFragment> changed = new ArrayList<>(parts);
        changed.set(part, other.written());
        int before = parts.subList(0, part).stream().mapToInt(each -> each.text().length()).sum();
        return new OtherOutput(TranslatedFragment.joined(changed), other.split().moved(before));
    }
}
