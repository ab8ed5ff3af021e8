package dev.limelight.pipeline.text.markup.html;

import dev.limelight.pipeline.text.markup.WordPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings the marks of a text to its translation: a word has the marks of the word that it stands
 * for; what is between words has those that are around both. A mark whose words nothing stands for
 * goes, empty, behind what stands before it: nothing is lost.
 */
final class MarkupProjection {

    private final TaggedText run;
    private final String source;
    private final String target;
    private final List<WordPair> pairs;
    private final NavigableMap<Integer, List<WordPair>> bySource = new TreeMap<>();
    private final Map<WordPair, Boolean> copied = new HashMap<>();
    private final Set<WordPair> mixed = new HashSet<>();
    private final @Nullable InlineTag[] owners;
    private final boolean[] linked;
    private final @Nullable WordPair[] wordAt;
    private final Set<InlineTag> present = new HashSet<>();
    private final Map<InlineTag, NavigableSet<Integer>> edges = new HashMap<>();

    MarkupProjection(TaggedText run, String target, List<WordPair> words) {
        this.run = run;
        this.source = run.text();
        this.target = target;
        this.pairs = words.stream().sorted(Comparator.comparingDouble(WordPair::weight)).toList();
        this.owners = new @Nullable InlineTag[target.length()];
        this.linked = new boolean[target.length()];
        this.wordAt = new @Nullable WordPair[target.length()];
        pairs.forEach(this::link);
        freeWords();
        attach();
        fill();
        for (int i = 0; i < owners.length; i++) {
            if (i == 0 || owners[i] != owners[i - 1]) {
                present.addAll(InlineTag.path(owners[i]));
            }
        }
        run.marks().stream().filter(this::isLost).forEach(this::force);
    }

    /** Writes the translation with its marks. */
    void to(TagRestorer markUp) {
        Map<Integer, List<InlineTag>> lost = lost();
        int at = 0;
        for (int i = 0; i <= target.length(); i++) {
            List<InlineTag> here = lost.getOrDefault(i, List.of());
            boolean ends = i == target.length() || (i > at && owners[i] != owners[at]);
            if ((ends || !here.isEmpty()) && i > at) {
                markUp.text(owners[at], target.substring(at, i));
                at = i;
            }
            here.forEach(mark -> write(mark, markUp));
        }
    }

    private void write(InlineTag mark, TagRestorer markUp) {
        boolean apart = mark.isEmpty() || mark.isWhole();
        markUp.mark(mark, apart && run.isSpaceBefore(mark), apart && run.isSpaceBehind(mark));
    }

    /** The lost marks by where they go. */
    private Map<Integer, List<InlineTag>> lost() {
        NavigableMap<Integer, Integer> ends = new TreeMap<>();
        pairs.forEach(pair -> ends.put(pair.sourceEnd(), pair.targetEnd()));
        return run.marks().stream()
                .filter(this::isLost)
                .sorted(Comparator.comparingInt(InlineTag::start))
                .collect(Collectors.groupingBy(mark -> placeInParent(mark, ends)));
    }

    /** An element is not written twice for what is in it, if it can be helped. */
    private int placeInParent(InlineTag mark, NavigableMap<Integer, Integer> ends) {
        int place = place(mark, ends);
        InlineTag parent = mark.parent();
        NavigableSet<Integer> around = edgesOf(parent);
        if (parent == null || around.isEmpty()) {
            return place;
        }
        if (mark.isEmpty() && mark.start() == parent.start()) {
            return around.first();
        }
        if (isWithin(parent, place)) {
            return place;
        }
        Integer before = around.floor(place);
        Integer behind = around.ceiling(place);
        boolean back = behind == null || (before != null && place - before <= behind - place);
        return back && before != null ? before : Objects.requireNonNullElse(behind, place);
    }

    private boolean isWithin(@Nullable InlineTag parent, int place) {
        return (place > 0 && InlineTag.path(owners[place - 1]).contains(parent))
                || (place < owners.length && InlineTag.path(owners[place]).contains(parent));
    }

    /** Where the stretches of a mark begin and end in the target. */
    private NavigableSet<Integer> edgesOf(@Nullable InlineTag mark) {
        if (mark == null) {
            return new TreeSet<>();
        }
        if (edges.isEmpty()) {
            readEdges();
        }
        return edges.getOrDefault(mark, new TreeSet<>());
    }

    private void readEdges() {
        for (int i = 0; i < owners.length; i++) {
            if (i == 0 || owners[i] != owners[i - 1]) {
                addEdge(owners[i], i);
            }
            if (i + 1 == owners.length || owners[i] != owners[i + 1]) {
                addEdge(owners[i], i + 1);
            }
        }
    }

    private void addEdge(@Nullable InlineTag owner, int at) {
        for (InlineTag around : InlineTag.path(owner)) {
            edges.computeIfAbsent(around, any -> new TreeSet<>()).add(at);
        }
    }

    /** Heavier pairs come later and win. */
    private void link(WordPair pair) {
        bySource.computeIfAbsent(pair.sourceStart(), any -> new ArrayList<>()).add(pair);
        boolean copied = isCopied(pair);
        InlineTag glued = copied ? null : glued(pair);
        InlineTag owner = glued == null ? run.owner(firstLetter(pair)) : besides(glued, pair);
        for (int i = pair.targetStart(); i < pair.targetEnd(); i++) {
            if (isWord(target, i)) {
                int same = i - pair.targetStart() + pair.sourceStart();
                owners[i] = copied ? run.owner(same) : owner;
                linked[i] = true;
                wordAt[i] = pair;
            }
        }
        if (glued != null) {
            mixed.add(pair);
            giveOwn(glued, pair);
        }
    }

    /**
     * A mark that stays whole is written as its source has it. So where its own letters are in the
     * target, other words that look at it are beside it, or they would be swallowed.
     */
    private void freeWords() {
        Set<InlineTag> own = new HashSet<>();
        for (int i = 0; i < owners.length; i++) {
            if (isWholeAt(i) && isItsOwn(i)) {
                own.add(owners[i]);
            }
        }
        for (int i = 0; i < owners.length; i++) {
            if (isWholeAt(i) && own.contains(owners[i]) && !isItsOwn(i)) {
                owners[i] = Objects.requireNonNull(owners[i]).parent();
            }
        }
    }

    private boolean isWholeAt(int unit) {
        InlineTag owner = owners[unit];
        return owner != null && owner.isWhole();
    }

    private boolean isItsOwn(int unit) {
        WordPair pair = wordAt[unit];
        return pair != null && (isCopied(pair) || mixed.contains(pair));
    }

    /**
     * The mark that stays whole and has a part of a word, as code does that an ending is glued to;
     * null for none. Such a mark stands for its own letters, not for the whole word.
     */
    private @Nullable InlineTag glued(WordPair pair) {
        InlineTag whole = null;
        boolean others = false;
        for (int i = pair.sourceStart(); i < pair.sourceEnd(); i++) {
            InlineTag owner = isWord(source, i) ? run.owner(i) : whole;
            boolean isNew = whole == null && owner != null && owner.isWhole();
            whole = isNew ? owner : whole;
            others |= isWord(source, i) && (owner == null || !owner.isWhole());
        }
        return others ? whole : null;
    }

    /** The innermost mark of the first letter of a word that is not in a mark that stays whole. */
    private @Nullable InlineTag besides(InlineTag glued, WordPair pair) {
        for (int i = pair.sourceStart(); i < pair.sourceEnd(); i++) {
            InlineTag owner = run.owner(i);
            if (isWord(source, i) && (owner == null || !owner.isWhole())) {
                return owner;
            }
        }
        return glued.parent();
    }

    /** Gives a mark its own letters, where a word's translation has them. */
    private void giveOwn(InlineTag glued, WordPair pair) {
        int from = Math.max(glued.start(), pair.sourceStart());
        int to = Math.min(glued.end(), pair.sourceEnd());
        String word = target.substring(pair.targetStart(), pair.targetEnd());
        int at = word.indexOf(source.substring(from, to));
        if (at >= 0) {
            int start = pair.targetStart() + at;
            Arrays.fill(owners, start, start + to - from, glued);
        }
    }

    /** Whether both words are spelt alike; then elements inside the word stay there. */
    private boolean isCopied(WordPair pair) {
        return copied.computeIfAbsent(pair, this::isSpeltAlike);
    }

    private boolean isSpeltAlike(WordPair pair) {
        int length = pair.sourceEnd() - pair.sourceStart();
        return length == pair.targetEnd() - pair.targetStart()
                && source.regionMatches(
                        true, pair.sourceStart(), target, pair.targetStart(), length);
    }

    private int firstLetter(WordPair pair) {
        int at = pair.sourceStart();
        while (at < pair.sourceEnd() - 1 && !isWord(source, at)) {
            at++;
        }
        return at;
    }

    /** A sign that stands before or behind a word in both languages keeps its elements. */
    private void attach() {
        for (int i = 1; i < target.length(); i++) {
            WordPair left = wordAt[i - 1];
            int at = left == null ? -1 : left.sourceEnd() + i - left.targetEnd();
            attach(i, at, left);
        }
        for (int i = target.length() - 2; i >= 0; i--) {
            WordPair right = wordAt[i + 1];
            int at = right == null ? -1 : right.sourceStart() + i - right.targetStart();
            attach(i, at, right);
        }
    }

    private void attach(int unit, int at, @Nullable WordPair word) {
        boolean inside = !linked[unit] && at >= 0 && at < source.length();
        if (inside
                && target.charAt(unit) == source.charAt(at)
                && !Character.isWhitespace(target.charAt(unit))) {
            owners[unit] = run.owner(at);
            linked[unit] = true;
            wordAt[unit] = word;
        }
    }

    private void fill() {
        @Nullable InlineTag left = run.owner(0);
        int at = 0;
        while (at < target.length()) {
            int end = at;
            while (end < target.length() && !linked[end]) {
                end++;
            }
            InlineTag right = end < target.length() ? owners[end] : run.owner(source.length() - 1);
            InlineTag both = InlineTag.common(left, right);
            for (int i = at; i < end; i++) {
                owners[i] = both;
            }
            while (end < target.length() && linked[end]) {
                left = owners[end];
                end++;
            }
            at = end;
        }
    }

    private boolean isLost(InlineTag mark) {
        return !present.contains(mark);
    }

    /** Gives a lost mark the word that its own words stand for most, if its parent has that. */
    private void force(InlineTag mark) {
        if (mark.start() >= mark.end()) {
            return;
        }
        Integer first = bySource.floorKey(mark.start());
        bySource
                .subMap(first == null ? mark.start() : first, Math.max(mark.end(), mark.start()))
                .values()
                .stream()
                .flatMap(List::stream)
                .filter(pair -> pair.sourceEnd() > mark.start())
                .filter(pair -> !mark.isWhole() || !mixed.contains(pair))
                .filter(pair -> owners[pair.targetStart()] == mark.parent())
                .max(Comparator.comparingDouble(WordPair::weight))
                .ifPresent(pair -> give(mark, pair));
    }

    private void give(InlineTag mark, WordPair pair) {
        Arrays.fill(owners, pair.targetStart(), pair.targetEnd(), mark);
        present.addAll(InlineTag.path(mark));
    }

    /**
     * Behind the translation of the nearest word before it, and the punctuation and space there.
     */
    private int place(InlineTag mark, NavigableMap<Integer, Integer> ends) {
        if (mark.start() == 0 || mark.start() >= source.length()) {
            return mark.start() == 0 ? 0 : target.length();
        }
        WordPair around = wordAround(mark.start());
        if (around != null && mark.isEmpty()) {
            int same = around.targetStart() + mark.start() - around.sourceStart();
            return isCopied(around) ? same : around.targetEnd();
        }
        Map.Entry<Integer, Integer> before = ends.floorEntry(mark.start());
        int place = before == null ? target.length() : before.getValue();
        while (place < target.length()
                && !isWord(target, place)
                && !Character.isWhitespace(target.charAt(place))) {
            place++;
        }
        boolean space = place < target.length() && WhiteSpace.isSpace(target.charAt(place));
        return space && mark.isEmpty() && run.isSpaceBefore(mark) ? place + 1 : place;
    }

    /** The word that a place is inside of; null for none. */
    private @Nullable WordPair wordAround(int at) {
        Map.Entry<Integer, List<WordPair>> before = bySource.lowerEntry(at);
        if (before == null) {
            return null;
        }
        WordPair heaviest = before.getValue().get(before.getValue().size() - 1);
        return heaviest.sourceEnd() > at ? heaviest : null;
    }

    private static boolean isWord(String text, int position) {
        boolean second =
                position > 0
                        && Character.isLowSurrogate(text.charAt(position))
                        && Character.isHighSurrogate(text.charAt(position - 1));
        return Character.isLetterOrDigit(text.codePointAt(second ? position - 1 : position));
    }
}
