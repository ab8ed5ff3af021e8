package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.pipeline.attribution.Shares;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.translate.fragment.TranslatedFragment;
import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.signals.KeptCheck;
import dev.limelight.pipeline.translate.signals.Signals;
import dev.limelight.pipeline.translate.signals.Thresholds;
import dev.limelight.pipeline.translate.signals.TranslatedSentence;
import dev.limelight.pipeline.translate.source.KeptSpans;
import dev.limelight.pipeline.translate.source.SentencePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts a translation together, sentence by sentence in order. Not thread-safe. */
final class Assembly {

    private final Document document;
    private final KeptSpans kept;
    private final String target;
    private final TokenCounter tokens;
    private final Thresholds thresholds;
    private final StringBuilder text = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();
    private final List<ScoredWord> words = new ArrayList<>();
    private final Set<Flag> flags = new LinkedHashSet<>();
    private final Quality quality = new Quality();
    private int reached;
    private int unread;
    private double queuedMs;
    private double inferenceMs;

    Assembly(
            Document document,
            KeptSpans kept,
            String target,
            TokenCounter tokens,
            Thresholds thresholds) {
        this.document = document;
        this.kept = kept;
        this.target = target;
        this.tokens = tokens;
        this.thresholds = thresholds;
        flags.addAll(document.flags());
    }

    /** Adds a sentence with what stands for its fragments together. */
    void add(SentencePlan sentence, TranslatedFragment written) {
        text.append(document.text(), reached, sentence.start()).append(written.text());
        reached = sentence.end();
        List<Flag> own = new ArrayList<>(written.flags());
        own.addAll(judged(sentence, written));
        segments.add(
                new Segment(
                        sentence.start(),
                        sentence.end(),
                        written.text(),
                        Confidence.mean(written.logs()),
                        List.copyOf(written.links()),
                        own.stream().distinct().toList()));
        flags.addAll(own);
        addWords(sentence, written);
        unread += sentence.end() - sentence.start() - written.read();
        queuedMs = Math.max(queuedMs, written.queuedMs());
        inferenceMs += written.inferenceMs();
    }

    /** The translation, once all sentences are in. */
    Translation translation(ModelRef model) {
        text.append(document.text(), reached, document.text().length());
        double[] shares = Shares.of(words.stream().mapToDouble(ScoredWord::score).toArray());
        List<ScoredWord> shared = new ArrayList<>();
        double[] scores = new double[segments.size()];
        int sentence = 0;
        for (int i = 0; i < shares.length; i++) {
            ScoredWord word = words.get(i);
            while (word.start() >= segments.get(sentence).end()) {
                sentence++;
            }
            scores[sentence] += shares[i];
            shared.add(new ScoredWord(word.start(), word.end(), shares[i]));
        }
        return new Translation(
                document,
                target,
                text.toString(),
                List.copyOf(segments),
                scores,
                shared,
                1 - unreadShare(),
                model,
                quality.figures(unreadShare()),
                List.copyOf(flags),
                queuedMs,
                inferenceMs);
    }

    private double unreadShare() {
        return (double) unread / Math.max(1, document.text().length());
    }

    /** The signals of a sentence as flags; none where all is copied. */
    private List<Flag> judged(SentencePlan sentence, TranslatedFragment written) {
        double unreadShare = 1 - (double) written.read() / (sentence.end() - sentence.start());
        if (written.logs().length == 0) {
            return thresholds.flags(Metric.UNREAD_SHARE, unreadShare);
        }
        String source = document.text().substring(sentence.start(), sentence.end());
        KeptCheck check = KeptCheck.of(source, kept(sentence), written.text());
        Signals signals = signals(source, written, check, unreadShare);
        quality.add(signals, written);
        List<Flag> flags = new ArrayList<>(signals.flags(thresholds));
        if (check.broken()) {
            flags.add(Flag.PLACEHOLDER_BROKEN);
        }
        return flags;
    }

    private List<Span> kept(SentencePlan sentence) {
        int start = sentence.start();
        return kept.in(start, sentence.end()).stream()
                .map(span -> new Span(span.start() - start, span.end() - start))
                .toList();
    }

    private Signals signals(
            String source, TranslatedFragment written, KeptCheck check, double unreadShare) {
        boolean isAligned = !written.flags().contains(Flag.NO_ALIGNMENT);
        double[] received =
                written.words().stream()
                        .filter(word -> isAligned)
                        .mapToDouble(ScoredWord::score)
                        .toArray();
        return Signals.of(
                new TranslatedSentence(
                        source,
                        document.language(),
                        written.text(),
                        target,
                        check,
                        written.logs(),
                        written.leastWord(),
                        received,
                        unreadShare,
                        tokens::count));
    }

    /** A sentence without any word counts as one, so that each has its share. */
    private void addWords(SentencePlan sentence, TranslatedFragment written) {
        List<ScoredWord> own = written.words();
        if (own.isEmpty()) {
            own = List.of(new ScoredWord(sentence.start(), sentence.end(), 0));
        }
        words.addAll(own);
    }
}
