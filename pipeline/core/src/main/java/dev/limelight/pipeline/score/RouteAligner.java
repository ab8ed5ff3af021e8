package dev.limelight.pipeline.score;

import dev.limelight.connectors.record.AlignmentLink;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.inference.ModelAnswers;
import dev.limelight.pipeline.review.Aligner;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import dev.limelight.pipeline.translate.route.TranslationEngines;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aligns what people have written by forced decoding, with the configured model of the route. There
 * is no alignment for a route through a pivot, since no model has read the source and written the
 * target, nor where the model fails, shows no attention, or takes longer than the timeout.
 *
 * <p>The caller waits. A decision is rare and a segment takes some 20 ms, so an answer that comes
 * later would need state of its own for no gain. The wait has a bound, the load of a model and a
 * full queue included; after a timeout no model is asked for as long as the timeout, so that an
 * edit of many segments waits once. A load that takes longer goes on, and serves later edits.
 *
 * <p>Thread-safe. Models are opened when they are first needed, shared with others in this JVM that
 * have the same files open, and closed with this.
 */
public final class RouteAligner implements Aligner, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouteAligner.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Routes routes;
    private final Function<Routes.Hop, Seq2SeqClient> models;
    private final Duration timeout;

    /** Of {@link #thread} only. */
    private final Map<String, Seq2SeqClient> opened = new HashMap<>();

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread made = new Thread(work, "align-edits");
                        made.setDaemon(true);
                        return made;
                    });

    private volatile long restsUntil = System.nanoTime();

    /** With the models that translate. A caller waits for 10 s at most. */
    public RouteAligner(TranslationConfig config) {
        this(
                config.routes(),
                hop -> new TranslationEngines(config).load(hop.pair(), null),
                TIMEOUT);
    }

    /**
     * With other models.
     *
     * @param models opens the model of a hop; called once for each pair of languages that opens
     * @param timeout of an alignment
     */
    RouteAligner(Routes routes, Function<Routes.Hop, Seq2SeqClient> models, Duration timeout) {
        this.routes = routes;
        this.models = models;
        this.timeout = timeout;
    }

    @Override
    public @Nullable List<AlignmentLink> align(
            String sourceLanguage, String targetLanguage, String source, String target) {
        List<Routes.Hop> hops = routes.hops(sourceLanguage, targetLanguage);
        if (hops.size() != 1 || System.nanoTime() - restsUntil < 0) {
            return null;
        }
        Routes.Hop hop = hops.get(0);
        return awaited(hop, thread.submit(() -> links(hop, source, target)));
    }

    private @Nullable List<AlignmentLink> links(Routes.Hop hop, String source, String target) {
        Seq2SeqClient client = opened.get(hop.pair());
        if (client == null) {
            client = models.apply(hop);
            opened.put(hop.pair(), client);
        }
        var scorer = new Scorer(client, hop.source(), hop.target(), Thresholds.DEFAULT);
        ScoredPair pair = ModelAnswers.await(scorer.score(source, target, timeout));
        return pair.isAligned() ? pair.links() : null;
    }

    private @Nullable List<AlignmentLink> awaited(
            Routes.Hop hop, Future<@Nullable List<AlignmentLink>> answer) {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new ModelException(Category.CLOSED, "interrupted while an edit was aligned", e);
        } catch (TimeoutException e) {
            answer.cancel(false);
            restsUntil = System.nanoTime() + timeout.toNanos();
            LOG.warn("an edit is not aligned: {} took longer than {}", hop.folder(), timeout);
            return null;
        } catch (ExecutionException e) {
            LOG.warn("an edit is not aligned by {}", hop.folder(), e.getCause());
            return null;
        }
    }

    /**
     * Closes the models, once what they are at is done. Does not wait for that. Closing twice is
     * allowed.
     */
    @Override
    public synchronized void close() {
        if (!thread.isShutdown()) {
            thread.execute(() -> opened.values().forEach(Seq2SeqClient::close));
            thread.shutdown();
        }
    }
}
