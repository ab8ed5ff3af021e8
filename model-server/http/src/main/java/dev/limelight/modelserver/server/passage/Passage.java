package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.server.request.Translated;
import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A text or file to translate, as the runs in it that have letters.
 *
 * @param markup the whole
 */
public record Passage(Markup markup) {

    /** What is to be translated; nothing where there are no letters. */
    public List<String> texts() {
        return runs().stream().filter(Passage::isProse).map(MarkupRun::text).toList();
    }

    /**
     * The whole in the other language.
     *
     * @param translations one for each of {@link #texts}, in their order
     */
    public String with(List<Translated> translations) {
        Iterator<Translated> left = translations.iterator();
        List<TranslatedRun> marked = new ArrayList<>();
        for (MarkupRun run : runs()) {
            marked.add(isProse(run) ? marked(run, left.next()) : run.itself());
        }
        return markup.with(marked);
    }

    private List<? extends MarkupRun> runs() {
        return markup.runs();
    }

    private static TranslatedRun marked(MarkupRun run, Translated translation) {
        return run.markUp(translation.text(), translation.words());
    }

    private static boolean isProse(MarkupRun run) {
        return !run.isKept() && run.text().codePoints().anyMatch(Character::isLetter);
    }
}
