package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.work.Translated;
import java.util.List;

/** Text without markup. */
record PlainPassage(String source) implements Passage {

    @Override
    public List<String> texts() {
        return source.isBlank() ? List.of() : List.of(source);
    }

    @Override
    public String with(List<Translated> translations) {
        return translations.isEmpty() ? source : translations.get(0).text();
    }
}
