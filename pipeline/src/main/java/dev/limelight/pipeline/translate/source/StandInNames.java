package dev.limelight.pipeline.translate.source;

import java.util.List;

/**
 * Words that a model copies and that the source does not have: names that are spelt alike in many
 * languages and that every corpus is full of. Small models copy them more often than numbers or
 * invented signs; whether they did is checked.
 */
final class StandInNames {

    private static final List<String> COPIED =
            List.of("Boston", "Tom", "Berlin", "Chicago", "London", "Hamburg", "Toronto", "Oslo");

    private static final int FIRST_NUMBER = 7301;

    private final String source;
    private int next;

    StandInNames(String source) {
        this.source = source;
    }

    String next() {
        String name;
        do {
            name = next < COPIED.size() ? COPIED.get(next) : String.valueOf(FIRST_NUMBER + next);
            next++;
        } while (source.contains(name));
        return name;
    }
}
