package dev.limelight.pipeline.translate.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Words that a model copies and that the source does not have: names that are spelt alike in many
 * languages and that every corpus is full of. Small models copy them more often than invented
 * signs; whether they did is checked. Numbers stand for themselves first.
 */
final class PlaceholderNames {

    private static final List<String> COPIED =
            List.of("Boston", "Tom", "Berlin", "Chicago", "London", "Hamburg", "Toronto", "Oslo");

    private static final int FIRST_NUMBER = 7301;
    private static final int DIGITS = 6;

    private final String source;
    private final Set<String> taken = new HashSet<>();
    private int next;

    PlaceholderNames(String source) {
        this.source = source;
    }

    String next() {
        String name;
        do {
            name = next < COPIED.size() ? COPIED.get(next) : number(next);
            next++;
        } while (next <= COPIED.size() ? source.contains(name) : taken.contains(name));
        return name;
    }

    /** Reads the source's digits once, so that many names do not mean many searches. */
    private String number(int index) {
        if (index == COPIED.size()) {
            readDigits();
        }
        return String.valueOf(FIRST_NUMBER + index);
    }

    private void readDigits() {
        int run = 0;
        for (int end = 1; end <= source.length(); end++) {
            run = isDigit(source.charAt(end - 1)) ? run + 1 : 0;
            for (int length = 1; length <= Math.min(run, DIGITS); length++) {
                taken.add(source.substring(end - length, end));
            }
        }
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }
}
