package dev.limelight.pipeline.translate.fragment;

import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.layout.Endings;
import dev.limelight.pipeline.text.script.Punctuation;
import dev.limelight.pipeline.translate.source.Garbage;
import dev.limelight.pipeline.translate.source.ModelText;
import dev.limelight.pipeline.translate.source.ModelText.Placeholder;
import dev.limelight.pipeline.translate.source.ModelText.Run;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model wrote for a fragment, with everything put back that it did not get. Immutable.
 *
 * <p>Protected stretches take the places of their placeholders. A run between words (line break,
 * emoji) takes the place of the space that is as far into the target as the run was into the
 * source; runs never change their order or share a space. Where there are fewer spaces than runs,
 * line breaks and gaps are left out and what is not white space goes to the end. A full stop that
 * the model ended a heading or an item with is taken away where the source has none, and so is what
 * is no character ({@link Garbage}).
 */
final class TargetText {

    private static final String STOP = ".";

    private final String text;
    private final List<Edit> edits;

    /** {@code [start, end)} of what the model wrote becomes {@code content}. */
    private record Edit(int start, int end, String content) {

        int growth() {
            return content.length() - (end - start);
        }
    }

    private TargetText(String written, List<Edit> edits) {
        this.edits = edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList();
        var out = new StringBuilder();
        int at = 0;
        for (Edit edit : this.edits) {
            out.append(written, at, edit.start()).append(edit.content());
            at = edit.end();
        }
        this.text = out.append(written, at, written.length()).toString();
    }

    /**
     * The target text.
     *
     * @return null where the model did not copy each placeholder exactly once
     */
    static @Nullable TargetText of(ModelText source, String written) {
        List<Span> numbers = CurrencySigns.places(source, written);
        if (numbers == null) {
            return null;
        }
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            String sign = source.currencySigns().get(i).content();
            int start = numbers.get(i).start();
            int end = numbers.get(i).end();
            edits.add(new Edit(start, end, sign + written.substring(start, end)));
        }
        BitSet copied = new BitSet();
        for (Placeholder placeholder : source.placeholders()) {
            int at = onlyPlace(written, placeholder.name());
            if (at < 0) {
                return null;
            }
            int end = at + placeholder.name().length();
            copied.set(at, end);
            if (!placeholder.isItself()) {
                edits.add(new Edit(at, end, placeholder.content()));
            }
        }
        if (written.endsWith(STOP) && !endsWithMark(source.text())) {
            edits.add(new Edit(written.length() - 1, written.length(), ""));
        }
        Garbage.noCharacters(source.text(), written).stream()
                .forEach(unit -> edits.add(new Edit(unit, unit + 1, "")));
        new Runs(source, written, copied).putInto(edits);
        return new TargetText(written, edits);
    }

    /** Whether a text ends with a stop, comma or colon, before closing quotes and brackets. */
    private static boolean endsWithMark(String text) {
        return !text.isEmpty()
                && Punctuation.endsLine(text.charAt(Endings.signEnd(text, 0, text.length()) - 1));
    }

    String text() {
        return text;
    }

    /** Where {@code [start, end)} of what the model wrote is now. */
    Span moved(int start, int end) {
        return new Span(moved(start, false), moved(end, true));
    }

    /** Positions inside an edit move to its start, or to its end where they end something. */
    private int moved(int at, boolean isEnd) {
        int shift = 0;
        for (Edit edit : edits) {
            boolean behind = edit.end() <= at && !(isEnd && edit.start() == at);
            if (!behind && edit.start() < at) {
                return edit.start() + shift + (isEnd ? edit.content().length() : 0);
            }
            shift += behind ? edit.growth() : 0;
        }
        return at + shift;
    }

    private static int onlyPlace(String text, String name) {
        int at = text.indexOf(name);
        boolean once = at >= 0 && text.indexOf(name, at + 1) < 0;
        boolean word = once && isEdge(text, at - 1) && isEdge(text, at + name.length());
        return word ? at : -1;
    }

    private static boolean isEdge(String text, int at) {
        return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    /** Places the runs of a source in a target. */
    private static final class Runs {

        private final ModelText source;
        private final String written;
        private final int[] gaps;

        /**
         * Of a source, for a target.
         *
         * @param copied the units of the target that stay together
         */
        Runs(ModelText source, String written, BitSet copied) {
            this.source = source;
            this.written = written;
            this.gaps =
                    IntStream.range(1, Math.max(1, written.length() - 1))
                            .filter(i -> written.charAt(i) == ' ' && !copied.get(i))
                            .toArray();
        }

        void putInto(List<Edit> edits) {
            List<Run> inner = source.runs().stream().filter(this::isInner).toList();
            int first = 0;
            var surplus = new StringBuilder();
            for (int i = 0; i < inner.size(); i++) {
                int last = gaps.length - (inner.size() - i);
                if (last >= first) {
                    int gap = nearest(inner.get(i), first, last);
                    edits.add(new Edit(gaps[gap], gaps[gap] + 1, inner.get(i).content()));
                    first = gap + 1;
                } else if (!inner.get(i).isBlank()) {
                    surplus.append(inner.get(i).content().stripTrailing());
                }
            }
            addOuter(edits, surplus.toString());
        }

        private void addOuter(List<Edit> edits, String surplus) {
            var before = new StringBuilder();
            var after = new StringBuilder(surplus);
            for (Run run : source.runs()) {
                if (!isInner(run)) {
                    (run.at() == 0 ? before : after).append(run.content());
                }
            }
            edits.add(0, new Edit(0, 0, before.toString()));
            edits.add(new Edit(written.length(), written.length(), after.toString()));
        }

        private boolean isInner(Run run) {
            return run.at() > 0 && run.at() < source.text().length();
        }

        /** The gap among {@code [first, last]} that lies as far into the target as the run does. */
        private int nearest(Run run, int first, int last) {
            double place = (double) run.at() / source.text().length() * written.length();
            int best = first;
            for (int i = first + 1; i <= last; i++) {
                if (Math.abs(gaps[i] - place) < Math.abs(gaps[best] - place)) {
                    best = i;
                }
            }
            return best;
        }
    }
}
