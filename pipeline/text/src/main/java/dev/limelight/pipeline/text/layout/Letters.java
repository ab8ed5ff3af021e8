package dev.limelight.pipeline.text.layout;

import dev.limelight.pipeline.language.LanguageProfile.Section;
import java.util.Locale;
import java.util.Set;

/** Recognises greetings and closing lines of letters. Immutable. */
final class Letters {

    private static final int MOST_CHARS = 60;
    private static final int MOST_WORDS = 6;
    private static final int MOST_SIGNATURE = 40;

    private final Page page;

    Letters(Page page) {
        this.page = page;
    }

    boolean greeting(int line) {
        return begins(line, Section.GREETING, false) && ",!:\0".indexOf(page.stop(line)) >= 0;
    }

    boolean closing(int line) {
        return begins(line, Section.CLOSING, page.stop(line) != ',');
    }

    /** Whether a line may be a name under a closing line. */
    boolean shortLine(int line) {
        return page.line(line).length() <= MOST_SIGNATURE && page.stop(line) == 0;
    }

    private boolean begins(int line, Section section, boolean whole) {
        TextLine range = page.line(line);
        if (range.length() > MOST_CHARS || page.words(line, MOST_WORDS + 1) > MOST_WORDS) {
            return false;
        }
        String words = page.text().substring(range.content(), range.end()).toLowerCase(Locale.ROOT);
        int end = words.length();
        while (end > 0 && ",.!:".indexOf(words.charAt(end - 1)) >= 0) {
            end--;
        }
        Set<String> entries = page.profile().list(section);
        String bare = words.substring(0, end);
        return entries.contains(bare)
                || (!whole && entries.stream().anyMatch(entry -> bare.startsWith(entry + " ")));
    }
}
