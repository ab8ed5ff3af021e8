package dev.limelight.pipeline.bench.languages;

import dev.limelight.pipeline.bench.Conditions;
import dev.limelight.pipeline.bench.Table;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares programs by the ends of sentences that they find in texts that people divided, and tells
 * how many sentences the product takes for headings. For one thread.
 */
public final class LanguagesBench {

    private static final int SENTENCES = 12;

    private final List<DividedText> texts;
    private final List<DividedText> news;
    private final @Nullable SentenceFinder other;

    /**
     * @param texts single sentences by language, for the ends
     * @param news documents by language, for ends in an article of one paragraph, and for headings
     * @param other a program beside ICU; null for none
     */
    LanguagesBench(
            List<DividedText> texts, List<DividedText> news, @Nullable SentenceFinder other) {
        this.texts = texts;
        this.news = news;
        this.other = other;
    }

    /** The tables. */
    List<String> run(Runnable step) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(Conditions.machine());
        lines.addAll(ends(step).lines());
        if (!news.isEmpty()) {
            lines.add("");
            lines.addAll(headings(step).lines());
        }
        return lines;
    }

    private Table ends(Runnable step) throws IOException {
        Table table = new Table("language", "ends", "Limelight", "ICU", "pySBD");
        for (DividedText text : texts) {
            List<Paragraph> paragraphs = text.paragraphs(SENTENCES);
            int ends = paragraphs.stream().mapToInt(each -> each.ends().size()).sum();
            table.row(
                    text.language(),
                    Integer.toString(ends),
                    f1(SentenceFinder.ours(), text, paragraphs),
                    f1(SentenceFinder.icu(), text, paragraphs),
                    other == null ? "" : f1(other, text, paragraphs));
            step.run();
        }
        return table;
    }

    private static String f1(SentenceFinder finder, DividedText text, List<Paragraph> paragraphs)
            throws IOException {
        EndScore all = EndScore.NONE;
        for (Paragraph paragraph : paragraphs) {
            Optional<List<Integer>> ends = finder.ends(text.language(), paragraph.text());
            if (ends.isEmpty()) {
                return "";
            }
            all = all.plus(paragraph.score(ends.get()));
        }
        return three(all.f1());
    }

    private Table headings(Runnable step) throws IOException {
        Table table = new Table("language", "ends found in an article", "headings");
        for (DividedText text : news) {
            table.row(text.language(), three(recall(text)), three(headings(text)));
            step.run();
        }
        return table;
    }

    private static double recall(DividedText text) throws IOException {
        EndScore all = EndScore.NONE;
        for (List<String> document : text.documents()) {
            Paragraph article = Paragraph.of(document.subList(1, document.size()));
            all =
                    all.plus(
                            article.score(
                                    SentenceFinder.ours()
                                            .ends(text.language(), article.text())
                                            .orElseThrow()));
        }
        return (double) all.right() / all.wanted();
    }

    /** The share of headings among the sentences below the headline, a paragraph each. */
    private static double headings(DividedText text) {
        int headings = 0;
        int all = 0;
        for (List<String> document : text.documents()) {
            String page = String.join("\n\n", document);
            for (Sentence sentence :
                    new SentenceSplitter(Languages.profile(text.language())).split(page)) {
                boolean below = sentence.start() >= document.get(0).length();
                all += below ? 1 : 0;
                headings += below && sentence.kind() == SentenceKind.HEADING ? 1 : 0;
            }
        }
        return (double) headings / all;
    }

    private static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
