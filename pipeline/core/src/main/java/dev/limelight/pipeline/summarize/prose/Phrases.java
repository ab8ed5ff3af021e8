package dev.limelight.pipeline.summarize.prose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list of phrases out of this package's resources. Immutable. */
final class Phrases {

    private final List<Phrase> phrases;

    /**
     * One phrase.
     *
     * @param parts that follow each other, with any words between them
     * @param first whether a sentence must begin with it
     * @param notice whether it speaks for its paragraph
     */
    private record Phrase(List<String> parts, boolean first, boolean notice) {

        static Phrase of(String line) {
            boolean notice = line.startsWith("! ");
            String rest = notice ? line.substring(2) : line;
            boolean first = rest.startsWith("^");
            return new Phrase(
                    List.of(rest.substring(first ? 1 : 0).split(" … ", -1)), first, notice);
        }

        boolean isIn(String sentence) {
            int at = 0;
            for (String part : parts) {
                at = sentence.indexOf(part, at);
                if (at < 0) {
                    return false;
                }
                at += part.length();
            }
            return !first || sentence.startsWith(parts.get(0));
        }
    }

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    /** The list in a file. */
    static Phrases read(String name) {
        try (InputStream in = Phrases.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar");
            }
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Phrases(
                    all.lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Phrase::of)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Whether one of them is in a sentence in small letters. */
    boolean anyIn(String sentence) {
        return phrases.stream().anyMatch(phrase -> phrase.isIn(sentence));
    }

    /** Whether one that speaks for its paragraph is. */
    boolean noticeIn(String sentence) {
        return phrases.stream().anyMatch(phrase -> phrase.notice() && phrase.isIn(sentence));
    }

    /** Whether one of them is all of a sentence in small letters. */
    boolean anyIs(String sentence) {
        return phrases.stream()
                .anyMatch(each -> each.parts().size() == 1 && each.parts().get(0).equals(sentence));
    }
}
