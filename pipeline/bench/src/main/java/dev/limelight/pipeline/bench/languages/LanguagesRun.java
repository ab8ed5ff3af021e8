package dev.limelight.pipeline.bench.languages;

import dev.limelight.pipeline.bench.python.PythonProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what {@link LanguagesBench} needs, runs it, and closes what it opened. */
public final class LanguagesRun {

    private LanguagesRun() {}

    /**
     * The tables.
     *
     * @param sentences a folder of single sentences
     * @param news a folder of documents; null for none
     * @param python a Python that has pySBD; null to leave pySBD out
     * @param step called behind each language
     * @throws IllegalArgumentException if a folder has no such files
     */
    public static List<String> run(
            Path sentences, @Nullable Path news, @Nullable String python, Runnable step)
            throws IOException {
        List<DividedText> texts = DividedText.read(sentences);
        List<DividedText> articles = news == null ? List.of() : DividedText.read(news);
        if (python == null) {
            return new LanguagesBench(texts, articles, null).run(step);
        }
        try (var process = PythonProcess.start(python, LanguagesRun.class, "segment.py")) {
            return new LanguagesBench(texts, articles, SentenceFinder.pysbd(process)).run(step);
        }
    }
}
