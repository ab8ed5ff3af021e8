package dev.limelight.pipeline.summarize.abstractive;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.folder.SummarizationTask;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Summarizes documents with an encoder-decoder model. Thread-safe; the client stays its owner's.
 *
 * <p>A document that fits the model is summarized at once. A longer one is cut into chunks of whole
 * sentences; the summaries of those, one behind the other, are the text of the next level, and so
 * on until one fits. Each level must have fewer tokens than the one before, and there are at most
 * {@link #MOST_LEVELS}; else the summaries of the level stay as they are, with a flag. So it ends,
 * whatever the model writes.
 *
 * <p>What the last text stands on is followed down: from its tokens to the sentences that they
 * looked at, from each of those to what it stands on itself, and so on to the document's words.
 */
public final class AbstractiveSummarizer {

    /** The most levels; with a fifth kept of each, enough for three thousand chunks. */
    static final int MOST_LEVELS = 6;

    /** Special tokens of a source, at most: language, begin and end of sentence. */
    private static final int SPECIAL_TOKENS = 3;

    private static final int LEAST_TOKENS = 8;

    private final Seq2SeqClient client;
    private final SummarizationTask task;
    private final AbstractiveSettings settings;
    private final TokenCounter tokens;
    private final SummaryInputs inputs;
    private final Map<String, SentenceSplitter> splitters = new ConcurrentHashMap<>();

    /**
     * A summarizer on a model.
     *
     * @param client loaded with the task's tap
     * @throws IllegalArgumentException if the prefix leaves no room for a text
     */
    public AbstractiveSummarizer(
            Seq2SeqClient client, SummarizationTask task, AbstractiveSettings settings) {
        this.client = client;
        this.task = spaced(task);
        this.settings = settings;
        this.tokens = behind(this.task.prefix(), client.tokens());
        this.inputs = new SummaryInputs(tokens, budget());
    }

    /**
     * Summarizes a document; blocks until it is done.
     *
     * @param length how many of its sentences are named as those that the summary stands on
     * @throws ModelException if a request fails, or the model writes nothing at all; requests under
     *     way are cancelled
     */
    public AbstractiveSummary summarize(Document document, SummaryLength length) {
        var run = new Run(document);
        try {
            return run.all(length);
        } finally {
            run.cancel();
        }
    }

    /** One space between prefix and text, because configuration files lose it. */
    private static SummarizationTask spaced(SummarizationTask task) {
        String prefix = task.prefix();
        boolean isOpen = !prefix.isBlank() && prefix.equals(prefix.stripTrailing());
        return isOpen ? task.withPrefix(prefix + " ") : task;
    }

    /** Counts the tokens that a text adds behind a prefix. */
    private static TokenCounter behind(String prefix, TokenCounter all) {
        int own = all.count(prefix);
        return new TokenCounter() {
            @Override
            public List<TokenSpan> tokens(String text) {
                return all.tokens(text);
            }

            @Override
            public int count(String text) {
                return Math.max(0, all.count(prefix + text) - own);
            }
        };
    }

    private int budget() {
        int wanted = settings.chunkTokens() == 0 ? task.sourceTokens() : settings.chunkTokens();
        int most = Math.min(wanted, client.info().maxTokens());
        int prefix = client.tokens().count(task.prefix());
        int budget = most - SPECIAL_TOKENS - prefix;
        if (budget < LEAST_TOKENS) {
            throw new IllegalArgumentException(
                    "a prefix of %d tokens for a model that reads %d at a time, expected room for %d"
                            .formatted(prefix, most, LEAST_TOKENS + SPECIAL_TOKENS));
        }
        return budget;
    }

    private SentenceSplitter splitter(String language) {
        LanguageProfile profile = Languages.profile(language);
        return splitters.computeIfAbsent(profile.code(), code -> new SentenceSplitter(profile));
    }

    /** One document on its way. */
    private final class Run {

        private final Document document;
        private final InputSummarizer summarizer;
        private final List<SummaryInput> source;
        private final Assembly assembly;
        private final Deque<Sent> window = new ArrayDeque<>();
        private int levels;

        /** A input under way. */
        private record Sent(
                SummaryInput input, int number, CompletableFuture<GenerateResult> answer) {}

        Run(Document document) {
            this.document = document;
            this.summarizer =
                    new InputSummarizer(
                            client, task, splitter(document.language()), settings.timeout());
            this.source = inputs.of(document);
            this.assembly = new Assembly(document, source);
        }

        AbstractiveSummary all(SummaryLength length) {
            List<PartSummary> last = merged(level(source));
            Seq2SeqInfo info = client.info();
            return assembly.summary(last, levels, length, new ModelRef(info.id(), info.revision()));
        }

        void cancel() {
            window.forEach(sent -> sent.answer().cancel(true));
        }

        private List<PartSummary> merged(List<PartSummary> first) {
            List<PartSummary> parts = first;
            int before = tokens.count(document.text());
            while (parts.size() > 1) {
                MergedSummaries merged = MergedSummaries.of(parts);
                int now = tokens.count(merged.text());
                if (now >= before || levels == MOST_LEVELS) {
                    assembly.flag(Flag.NOT_MERGED);
                    return parts;
                }
                before = now;
                parts = level(inputs.of(document, merged));
            }
            return parts;
        }

        /** The summaries of inputs, in their order, blank ones left out. */
        private List<PartSummary> level(List<SummaryInput> texts) {
            levels++;
            List<PartSummary> parts = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                if (window.size() >= settings.inFlight()) {
                    collect(parts, texts.size());
                }
                SummaryInput text = texts.get(i);
                window.add(new Sent(text, i + 1, summarizer.start(text)));
            }
            while (!window.isEmpty()) {
                collect(parts, texts.size());
            }
            if (parts.isEmpty()) {
                throw new ModelException(
                        Category.MODEL_ERROR,
                        "the model wrote nothing for %d %s, expected a summary"
                                .formatted(texts.size(), texts.size() == 1 ? "text" : "texts"));
            }
            return parts;
        }

        private void collect(List<PartSummary> parts, int of) {
            Sent sent = window.remove();
            PartSummary part = finished(sent, of);
            assembly.add(part);
            if (!part.isBlank()) {
                parts.add(part);
            }
        }

        private PartSummary finished(Sent sent, int of) {
            try {
                return summarizer.finish(sent.input(), sent.answer());
            } catch (ModelException e) {
                throw new ModelException(
                        e.category(),
                        "part %d of %d on level %d: %s"
                                .formatted(sent.number(), of, levels, e.getMessage()),
                        e);
            }
        }
    }
}
