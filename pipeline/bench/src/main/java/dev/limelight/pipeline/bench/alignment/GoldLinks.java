package dev.limelight.pipeline.bench.alignment;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The links of a sentence by people: {@code 1-2} is sure, {@code 1p2} possible, words are counted
 * from 1.
 *
 * @param sure links that must be there
 * @param possible links that may be there, the sure ones among them
 */
record GoldLinks(Set<WordLink> sure, Set<WordLink> possible) {

    private static final Pattern LINK = Pattern.compile("(\\d+)([-p])(\\d+)");

    /**
     * Reads a line.
     *
     * @param isTargetFirst whether the target's word is the first of each link
     * @throws IllegalArgumentException naming what is no link
     */
    static GoldLinks parse(String line, boolean isTargetFirst) {
        Set<WordLink> sure = new HashSet<>();
        Set<WordLink> possible = new HashSet<>();
        for (String each : line.strip().split("\\s+", -1)) {
            if (!each.isEmpty()) {
                Matcher link = LINK.matcher(each);
                if (!link.matches()) {
                    throw new IllegalArgumentException(
                            "link '%s', expected one such as 1-2 or 1p2".formatted(each));
                }
                WordLink read =
                        new WordLink(
                                Integer.parseInt(link.group(1)) - 1,
                                Integer.parseInt(link.group(3)) - 1);
                WordLink turned = isTargetFirst ? read.turned() : read;
                possible.add(turned);
                if (link.group(2).equals("-")) {
                    sure.add(turned);
                }
            }
        }
        return new GoldLinks(sure, possible);
    }
}
