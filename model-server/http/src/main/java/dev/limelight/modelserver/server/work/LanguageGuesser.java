package dev.limelight.modelserver.server.work;

import java.util.List;

/** Detects the languages of texts. Thread-safe; takes milliseconds and does not block. */
public interface LanguageGuesser {

    /** The likeliest languages of a text, likeliest first; empty when there is no telling. */
    List<LanguageGuess> guess(String text);
}
