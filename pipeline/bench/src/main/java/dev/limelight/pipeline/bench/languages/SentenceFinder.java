package dev.limelight.pipeline.bench.languages;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.bench.python.PythonProcess;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.language.Languages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds where sentences end; one for each program that is compared. */
interface SentenceFinder {

    /** The offsets of the ends in a text, or empty where the program does not know its language. */
    Optional<List<Integer>> ends(String language, String text) throws IOException;

    /** The product. */
    static SentenceFinder ours() {
        return (language, text) ->
                Optional.of(
                        new SentenceSplitter(Languages.profile(language))
                                .split(text).stream().map(Sentence::end).toList());
    }

    /** ICU4J alone. */
    static SentenceFinder icu() {
        return (language, text) -> {
            var iterator = BreakIterator.getSentenceInstance(ULocale.forLanguageTag(language));
            iterator.setText(text);
            List<Integer> ends = new ArrayList<>();
            for (int at = iterator.next(); at != BreakIterator.DONE; at = iterator.next()) {
                ends.add(at);
            }
            return Optional.of(ends);
        };
    }

    /** pySBD in a process of Python; whoever calls closes it. */
    static SentenceFinder pysbd(PythonProcess process) {
        return (language, text) -> {
            JsonNode found =
                    process.ask(Map.of("language", language, "text", text)).get("sentences");
            return found.isNull() ? Optional.empty() : Optional.of(ends(text, found));
        };
    }

    private static List<Integer> ends(String text, JsonNode sentences) {
        List<Integer> ends = new ArrayList<>();
        int at = 0;
        for (JsonNode sentence : sentences) {
            int start = text.indexOf(sentence.asText().strip(), at);
            at = start < 0 ? at : start + sentence.asText().strip().length();
            ends.add(at);
        }
        return ends;
    }
}
