package dev.limelight.pipeline.translate;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.translate.fragment.FragmentTranslator;
import dev.limelight.pipeline.translate.fragment.FragmentTranslator.Pending;
import dev.limelight.pipeline.translate.fragment.OverlongSplitter;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.fragment.TranslatedFragment;
import dev.limelight.pipeline.translate.source.Alphabet;
import dev.limelight.pipeline.translate.source.Fragment;
import dev.limelight.pipeline.translate.source.KeptSpans;
import dev.limelight.pipeline.translate.source.SentencePlan;
import dev.limelight.pipeline.translate.source.SentencePlanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Translates documents with one model. Thread-safe; the client stays its owner's.
 *
 * <p>Of a document at most {@link TranslateSettings#inFlight} requests are with the model at a
 * time, so that memory grows with the result only. The word alignment is read from the first of the
 * client's {@code crossTaps}; without one there is none.
 */
public final class DocumentTranslator {

    /** Special tokens of a source, at most: languages and end of sentence. */
    private static final int SPECIAL_TOKENS = 3;

    private final Seq2SeqClient client;
    private final TranslateSettings settings;
    private final ModelRef model;
    private final int others;

    /** A translator on a model. */
    public DocumentTranslator(Seq2SeqClient client, TranslateSettings settings) {
        this(client, settings, new ModelRef(client.info().id(), client.info().revision()));
    }

    /**
     * Likewise.
     *
     * @param model what translations call the model
     */
    public DocumentTranslator(Seq2SeqClient client, TranslateSettings settings, ModelRef model) {
        this(client, settings, model, 0);
    }

    private DocumentTranslator(
            Seq2SeqClient client, TranslateSettings settings, ModelRef model, int others) {
        this.client = client;
        this.others = others;
        this.settings =
                settings.withThresholds(
                        settings.thresholds().withUsualRatio(client.info().lengthRatio()));
        this.model = model;
    }

    /**
     * A translator that also gives other translations. A model that searches greedily searches with
     * a beam for each of them and one more, so that the best one may be another, too.
     *
     * @param most how many others, 0 for none
     */
    DocumentTranslator withOthers(int most) {
        String generation =
                most == 0
                        ? settings.generation()
                        : client.withSequences(settings.generation(), most + 1);
        return new DocumentTranslator(client, settings.withGeneration(generation), model, most);
    }

    /**
     * Translates a document; blocks until it is done.
     *
     * @param target BCP 47
     * @throws ModelException if a request fails; the others are cancelled
     */
    public Translation translate(Document document, String target) {
        return translate(document, target, sentences -> {});
    }

    /**
     * Likewise.
     *
     * @param progress gets the number of sentences that are done, on this thread
     */
    public Translation translate(Document document, String target, IntConsumer progress) {
        return MarkupTranslation.of(text(document, target, progress));
    }

    /** Likewise, with the other translations. */
    Translations translations(Document document, String target, IntConsumer progress) {
        Translations texts = texts(document, target, progress);
        return new Translations(
                MarkupTranslation.of(texts.best()),
                texts.others().stream()
                        .map(
                                other ->
                                        new OtherTranslation(
                                                MarkupTranslation.of(other.translation()),
                                                other.splits()))
                        .toList());
    }

    /** The translation of a document's text, also where that was read from markup. */
    Translation text(Document document, String target, IntConsumer progress) {
        return texts(document, target, progress).best();
    }

    /** Likewise, with the other translations. */
    Translations texts(Document document, String target, IntConsumer progress) {
        var run = new Run(document, target, progress);
        try {
            run.all();
        } finally {
            run.cancel();
        }
        return new Translations(run.assembly.translation(model), run.others.translations(model));
    }

    private Alphabet alphabet(String language) {
        return new Alphabet(client.tokens(), client.info().unknownToken(), language);
    }

    private TranslateSettings grouped() {
        boolean isAlone = settings.group().isEmpty();
        return isAlone ? settings.withGroup(UUID.randomUUID().toString()) : settings;
    }

    private int budget() {
        int most = client.info().maxTokens() - SPECIAL_TOKENS;
        return Math.max(1, Math.min(settings.longest(), most));
    }

    /** One document on its way. */
    private final class Run {

        private final Document document;
        private final IntConsumer progress;
        private final KeptSpans kept;
        private final FragmentTranslator fragments;
        private final OverlongSplitter splitter;
        private final Assembly assembly;
        private final OtherAssemblies others;
        private final Deque<Sent> window = new ArrayDeque<>();
        private final List<TranslatedFragment> open = new ArrayList<>();
        private int requests;
        private int done;

        /** A fragment under way, and its sentence where it is the last of it. */
        private record Sent(
                Pending pending, SentencePlan sentence, boolean last, boolean divided) {}

        Run(Document document, String target, IntConsumer progress) {
            this.document = document;
            this.progress = progress;
            this.kept = new KeptSpans(document.text(), alphabet(document.language()));
            this.fragments = new FragmentTranslator(client, grouped(), document, kept, target);
            this.splitter = new OverlongSplitter(client.tokens(), document, kept);
            Supplier<Assembly> empty =
                    () ->
                            new Assembly(
                                    document, kept, target, client.tokens(), settings.thresholds());
            this.assembly = empty.get();
            this.others = new OtherAssemblies(DocumentTranslator.this.others, empty);
        }

        void all() {
            var planner = new SentencePlanner(document, kept);
            for (int i = 0; i < document.sentences().size(); i++) {
                Interruption.check();
                send(planner.plan(i));
            }
            while (!window.isEmpty()) {
                collect();
            }
        }

        void cancel() {
            window.forEach(sent -> sent.pending().cancel());
        }

        private void send(SentencePlan sentence) {
            int end = sentence.end();
            for (Fragment fragment : sentence.fragments()) {
                List<Fragment> parts = splitter.within(fragment, budget());
                for (Fragment part : parts) {
                    while (requests >= settings.inFlight()) {
                        collect();
                    }
                    Pending pending = fragments.start(part);
                    requests += part.copied() ? 0 : 1;
                    window.add(new Sent(pending, sentence, part.end() == end, parts.size() > 1));
                }
            }
        }

        /** Waits for the oldest fragment, and hands its sentence on when that is complete. */
        private void collect() {
            Sent sent = window.remove();
            Fragment fragment = sent.pending().fragment();
            requests -= fragment.copied() ? 0 : 1;
            TranslatedFragment written = finished(sent);
            open.add(sent.divided() ? written.flagged(Flag.SENTENCE_SPLIT) : written);
            if (!others.isEmpty()) {
                others.add(open.get(open.size() - 1), fragments.others(sent.pending(), written));
            }
            if (sent.last()) {
                TranslatedFragment best = TranslatedFragment.joined(open);
                assembly.add(sent.sentence(), best);
                others.end(sent.sentence(), best);
                open.clear();
                progress.accept(++done);
            }
        }

        private TranslatedFragment finished(Sent sent) {
            try {
                return fragments.finish(sent.pending());
            } catch (ModelException e) {
                int at = document.text().codePointCount(0, sent.sentence().start());
                throw new ModelException(
                        e.category(),
                        "sentence at character %d: %s".formatted(at, e.getMessage()),
                        e);
            }
        }
    }
}
