package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.server.work.Translated;
import java.util.List;

/**
 * Text without markup.
 *
 * @param source the text
 */
record PlainPassage(String source) implements Passage {

    @Override
    public List<String> texts() {
        return Passage.isProse(source) ? List.of(source) : List.of();
    }

    @Override
    public String with(List<Translated> translations) {
        return translations.isEmpty() ? source : translations.get(0).text();
    }
}
