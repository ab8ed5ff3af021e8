package dev.limelight.pipeline.translate.fragment;

import dev.limelight.connectors.record.Flag;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.attribution.OutputCut;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ModelAnswers;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.translate.signals.Repetition;
import dev.limelight.pipeline.translate.source.Fragment;
import dev.limelight.pipeline.translate.source.KeptSpans;
import dev.limelight.pipeline.translate.source.ModelText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Translates the fragments of one document in two steps, so that many can be under way: {@link
 * #start} sends, {@link #finish} waits. Not thread-safe.
 *
 * <p>Where the model did not copy a protected number, it gets a name for it; where it did not copy
 * a name, or a number with a currency sign, the fragment is cut around what is protected; where it
 * did not come to an end, or went round in circles, the fragment is halved; both are sent anew.
 */
public final class FragmentTranslator {

    /** A fragment with fewer tokens is not halved. */
    private static final int LEAST_HALVED = 12;

    private final Seq2SeqClient client;
    private final TranslateSettings settings;
    private final Document document;
    private final KeptSpans kept;
    private final String target;
    private final OverlongSplitter splitter;
    private final OutputDecoder reader;

    /**
     * A fragment under way.
     *
     * @param fragment what is translated
     * @param text what the model gets; null where the fragment is copied
     * @param answer what it writes; null likewise
     */
    public record Pending(
            Fragment fragment,
            @Nullable ModelText text,
            @Nullable CompletableFuture<GenerateResult> answer) {

        /** Cancels the request, if the fragment has one. */
        public void cancel() {
            if (answer != null) {
                answer.cancel(true);
            }
        }
    }

    /** Whoever chose a model that cannot be told languages says which ones it translates. */
    private final boolean canBeTold;

    /**
     * Translates the fragments of {@code document} into {@code target}.
     *
     * @param client stays its owner's
     * @param kept the spans that are copied
     * @param target BCP 47
     */
    public FragmentTranslator(
            Seq2SeqClient client,
            TranslateSettings settings,
            Document document,
            KeptSpans kept,
            String target) {
        this.client = client;
        this.kept = kept;
        this.settings = settings;
        this.document = document;
        this.target = target;
        this.splitter = new OverlongSplitter(client.tokens(), document, kept);
        this.canBeTold =
                !client.info().sourceLanguages().isEmpty()
                        || !client.info().targetLanguages().isEmpty();
        this.reader = new OutputDecoder(document, target, client.info().unknownToken());
    }

    /** Sends a fragment; blocks while the model's queue is full. */
    public Pending start(Fragment fragment) {
        if (fragment.copied()) {
            return new Pending(fragment, null, null);
        }
        return send(fragment, ModelText.of(kept, fragment.start(), fragment.end()));
    }

    private Pending send(Fragment fragment, ModelText text) {
        var request =
                GenerateRequest.of(text.text())
                        .withLanguages(
                                canBeTold ? document.language() : null, canBeTold ? target : null)
                        .withSettings(settings.generation())
                        .withTimeout(settings.timeout())
                        .withGroup(settings.group());
        return new Pending(fragment, text, client.generate(request));
    }

    /**
     * Waits for a fragment.
     *
     * @throws ModelException if the model fails, or this thread is interrupted
     */
    public TranslatedFragment finish(Pending pending) {
        if (pending.text() == null || pending.answer() == null) {
            return reader.copied(pending.fragment());
        }
        GenerateResult result = ModelAnswers.await(pending.answer()).withoutLanguages();
        TranslatedFragment written = reader.read(pending.fragment(), pending.text(), result);
        if (written == null) {
            return again(pending.fragment(), pending.text());
        }
        int mostTokens = client.maxNewTokens(settings.generation());
        if (OutputCut.isCut(result.best().tokens(), mostTokens)) {
            TranslatedFragment halves = halves(pending);
            return halves == null ? written.flagged(Flag.OUTPUT_CUT) : halves;
        }
        int circles = circles(pending, written);
        TranslatedFragment halves = circles > 0 ? halves(pending) : null;
        return halves != null && circles(pending, halves) < circles ? halves : written;
    }

    /**
     * What else the model's beams held for a fragment, best first. None where the fragment was sent
     * anew or in parts: what stands for it is no sequence of this request then.
     *
     * @param written what {@link #finish} gave
     */
    public List<OtherOutput> others(Pending pending, TranslatedFragment written) {
        if (pending.text() == null || pending.answer() == null) {
            return List.of();
        }
        GenerateResult result = ModelAnswers.await(pending.answer()).withoutLanguages();
        TranslatedFragment best = reader.read(pending.fragment(), pending.text(), result);
        return best == null || !best.text().equals(written.text())
                ? List.of()
                : new OtherOutputs(reader).of(pending.fragment(), pending.text(), result, written);
    }

    private TranslatedFragment again(Fragment fragment, ModelText sent) {
        ModelText named = ModelText.named(kept, fragment.start(), fragment.end());
        return named.text().equals(sent.text())
                ? inOrder(aroundProtected(fragment)).flagged(Flag.SPLIT_AROUND_COPIED)
                : finish(send(fragment, named));
    }

    private TranslatedFragment inOrder(List<Fragment> fragments) {
        List<Pending> pending = fragments.stream().map(this::start).toList();
        return TranslatedFragment.joined(pending.stream().map(this::finish).toList());
    }

    private int circles(Pending pending, TranslatedFragment written) {
        Fragment fragment = pending.fragment();
        return Repetition.excess(
                document.text().substring(fragment.start(), fragment.end()), written.text());
    }

    private @Nullable TranslatedFragment halves(Pending pending) {
        String text = pending.text() == null ? "" : pending.text().text();
        int tokens = client.tokens().count(text);
        if (tokens < LEAST_HALVED) {
            return null;
        }
        List<Fragment> parts = splitter.within(pending.fragment(), (tokens + 1) / 2);
        return parts.size() < 2 ? null : inOrder(parts).flagged(Flag.SENTENCE_SPLIT);
    }

    private List<Fragment> aroundProtected(Fragment fragment) {
        List<Fragment> parts = new ArrayList<>();
        int at = fragment.start();
        for (Span span : kept.in(fragment.start(), fragment.end())) {
            add(parts, at, span.start());
            parts.add(new Fragment(span.start(), span.end(), true));
            at = span.end();
        }
        add(parts, at, fragment.end());
        return parts;
    }

    private void add(List<Fragment> parts, int start, int end) {
        if (start < end) {
            boolean words = kept.hasWords(start, end);
            parts.add(new Fragment(start, end, !words));
        }
    }
}
