package dev.limelight.modelserver.server;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.server.endpoint.HealthPage;
import dev.limelight.modelserver.server.limit.ApiKeys;
import dev.limelight.modelserver.server.limit.Connections;
import dev.limelight.modelserver.server.limit.Gate;
import dev.limelight.modelserver.server.limit.InvalidHttp;
import dev.limelight.modelserver.server.limit.Limits;
import dev.limelight.modelserver.server.limit.ServerMetrics;
import dev.limelight.modelserver.server.limit.Workers;
import dev.limelight.modelserver.server.route.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running HTTP server: limits, keys, metrics and health around the routes of a {@link Site}.
 * Thread-safe. Whoever started it closes it.
 *
 * <ol>
 *   <li>An event loop reads requests and writes answers; it never waits.
 *   <li>Work is done on a bounded pool of threads with a short queue; what does not fit is refused
 *       at once, so that the engines' own queues stay short and health and metrics are always
 *       answered.
 *   <li>A request's work is cancelled when its client goes away or its time is up.
 *   <li>Closing lets nothing more in, waits for what runs, then ends streams, connections and
 *       threads.
 * </ol>
 */
public final class WebServer implements AutoCloseable {

    /** What a server offers besides health and metrics. */
    @FunctionalInterface
    public interface Site {

        /** Adds its routes; called once, before the server listens. */
        void addTo(Routes routes);
    }

    private final Vertx vertx;
    private final Workers workers;
    private final Gate gate;
    private final Limits limits;
    private final Routes routes;
    private final HttpServer http;

    private WebServer(
            ServerOptions options,
            Map<String, Supplier<EngineStatistics>> engines,
            Site site,
            @Nullable Consumer<String> accessLog) {
        this.limits = options.limits();
        this.vertx = vertx();
        this.workers = new Workers(limits.concurrency().workers(), limits.concurrency().queue());
        var metrics = new ServerMetrics(workers, engines);
        this.gate = new Gate(limits.timeouts().request(), metrics, accessLog);
        var connections = new Connections(vertx, limits);
        this.routes =
                new Routes(
                        vertx,
                        limits,
                        connections,
                        gate,
                        workers,
                        new ApiKeys(options.apiKeys()),
                        options.corsOrigins());
        site.addTo(routes);
        addHealth(metrics);
        this.http =
                vertx.createHttpServer(settings(limits))
                        .connectionHandler(connections)
                        .invalidRequestHandler(new InvalidHttp(limits))
                        .requestHandler(routes.router());
    }

    /**
     * Starts a server; returns when it listens.
     *
     * @param engines counters of the models that it offers, by name, for the metrics
     * @param accessLog takes a line for each request, on the event loop; null for no log
     * @throws IOException if the address cannot be listened on
     */
    public static WebServer start(
            ServerOptions options,
            Map<String, Supplier<EngineStatistics>> engines,
            Site site,
            @Nullable Consumer<String> accessLog)
            throws IOException {
        var server = new WebServer(options, engines, site, accessLog);
        try {
            await(server.http.listen(options.port(), options.host()));
            return server;
        } catch (CompletionException e) {
            server.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot listen on %s port %d (%s), expected a free port of this machine"
                            .formatted(options.host(), options.port(), cause.getMessage()),
                    cause);
        }
    }

    /** What is served: {@code post /translate} and so on. */
    List<String> served() {
        return routes.served();
    }

    /** The port that it listens on. */
    public int port() {
        return http.actualPort();
    }

    /**
     * Stops. Waits for running requests as long as {@link Limits.Timeouts#stop} allows, then breaks
     * off. Closing twice is allowed.
     */
    @Override
    public void close() {
        gate.close();
        try {
            gate.awaitEmpty(limits.timeouts().stop());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.close();
        await(vertx.close());
    }

    private void addHealth(ServerMetrics metrics) {
        var health = new HealthPage(gate::isClosed);
        routes.get("/health", true, health::health)
                .get("/health/ready", true, health::ready)
                .get("/health/live", true, health::live)
                .get("/metrics", false, metrics::show);
    }

    /** Two loops: they only move bytes. No files are read, so none are cached. */
    private static Vertx vertx() {
        return Vertx.vertx(
                new VertxOptions()
                        .setEventLoopPoolSize(2)
                        .setWorkerPoolSize(1)
                        .setInternalBlockingPoolSize(1)
                        .setUseDaemonThread(true)
                        .setFileSystemOptions(
                                new FileSystemOptions()
                                        .setFileCachingEnabled(false)
                                        .setClassPathResolvingEnabled(false)));
    }

    /** HTTP/1.1 only. Idle connections are closed by {@link Connections}. */
    private static HttpServerOptions settings(Limits limits) {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(limits.sizes().headerBytes())
                .setMaxHeaderSize(limits.sizes().headerBytes())
                .setMaxFormAttributeSize(limits.sizes().bodyBytes())
                .setMaxFormBufferedBytes(limits.sizes().bodyBytes())
                .setHandle100ContinueAutomatically(true);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(1, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing came in a minute", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
