package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The summaries of all inputs of a level, in the order of the document: the text of the next one.
 *
 * @param text one behind the other
 * @param sentences their sentences; each summary is a paragraph
 * @param attributed the same sentences with the words that they were written from
 */
record MergedSummaries(String text, List<Sentence> sentences, List<AttributedSpan> attributed) {

    static MergedSummaries of(List<PartSummary> parts) {
        var text = new StringBuilder();
        List<Sentence> sentences = new ArrayList<>();
        List<AttributedSpan> attributed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            text.append(text.isEmpty() ? "" : " ");
            for (AttributedSpan sentence : parts.get(i).sentences()) {
                AttributedSpan moved = sentence.moved(text.length());
                attributed.add(moved);
                sentences.add(new Sentence(moved.start(), moved.end(), i, SentenceKind.PROSE));
            }
            text.append(parts.get(i).text());
        }
        return new MergedSummaries(text.toString(), sentences, attributed);
    }
}
