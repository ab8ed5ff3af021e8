package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.server.work.Translated;
import java.util.ArrayList;
import java.util.List;

/**
 * A file with some translatable parts; everything between them stays byte for byte.
 *
 * @param source the whole
 * @param parts in the order of the source; they do not overlap
 */
record PartsPassage(String source, List<Part> parts) implements Passage {

    PartsPassage {
        parts = List.copyOf(parts);
    }

    /**
     * A part that is translated.
     *
     * @param start first UTF-16 unit in the source
     * @param end one past the last
     * @param content what is there
     */
    record Part(int start, int end, Passage content) {}

    @Override
    public List<String> texts() {
        return parts.stream().flatMap(part -> part.content().texts().stream()).toList();
    }

    @Override
    public String with(List<Translated> translations) {
        var whole = new StringBuilder();
        int reached = 0;
        int used = 0;
        for (Part part : parts) {
            int number = part.content().texts().size();
            List<Translated> own = new ArrayList<>(translations.subList(used, used + number));
            whole.append(source, reached, part.start()).append(part.content().with(own));
            reached = part.end();
            used += number;
        }
        return whole.append(source, reached, source.length()).toString();
    }
}
