package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.layout.SentenceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The summaries of all passages of a level, in the order of the document: the text of the next one.
 *
 * @param text one behind the other
 * @param sentences their sentences; each summary is a paragraph
 * @param lit the same sentences with what they stand on
 */
record Joined(String text, List<Sentence> sentences, List<Stretch> lit) {

    static Joined of(List<Partial> partials) {
        var text = new StringBuilder();
        List<Sentence> sentences = new ArrayList<>();
        List<Stretch> lit = new ArrayList<>();
        for (int i = 0; i < partials.size(); i++) {
            text.append(text.isEmpty() ? "" : " ");
            for (Stretch sentence : partials.get(i).sentences()) {
                Stretch moved = sentence.moved(text.length());
                lit.add(moved);
                sentences.add(new Sentence(moved.start(), moved.end(), i, SentenceKind.PROSE));
            }
            text.append(partials.get(i).text());
        }
        return new Joined(text.toString(), sentences, lit);
    }
}
