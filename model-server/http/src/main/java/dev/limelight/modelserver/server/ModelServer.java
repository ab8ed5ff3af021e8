package dev.limelight.modelserver.server;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.server.endpoint.DocumentEndpoints;
import dev.limelight.modelserver.server.endpoint.DownloadPage;
import dev.limelight.modelserver.server.endpoint.GenerateEndpoint;
import dev.limelight.modelserver.server.endpoint.Guesses;
import dev.limelight.modelserver.server.endpoint.HealthPage;
import dev.limelight.modelserver.server.endpoint.LibreTranslate;
import dev.limelight.modelserver.server.endpoint.ModelsPage;
import dev.limelight.modelserver.server.endpoint.SpecPages;
import dev.limelight.modelserver.server.endpoint.TranslatedFiles;
import dev.limelight.modelserver.server.limit.ApiKeys;
import dev.limelight.modelserver.server.limit.Connections;
import dev.limelight.modelserver.server.limit.Gate;
import dev.limelight.modelserver.server.limit.InvalidHttp;
import dev.limelight.modelserver.server.limit.Limits;
import dev.limelight.modelserver.server.limit.ServerMetrics;
import dev.limelight.modelserver.server.limit.Workers;
import dev.limelight.modelserver.server.route.Routes;
import dev.limelight.modelserver.server.service.Services;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running server. Thread-safe. Whoever started it closes it.
 *
 * <ol>
 *   <li>An event loop reads requests and writes answers; it never waits.
 *   <li>Services is done on a bounded pool of threads with a short queue; what does not fit is
 *       refused at once, so that the engines' own queues stay short and health and metrics are
 *       always answered.
 *   <li>A request's work is cancelled when its client goes away or its time is up.
 *   <li>Closing lets nothing more in, waits for what runs, then ends connections and threads.
 * </ol>
 */
public final class ModelServer implements AutoCloseable {

    /** Translated files that wait to be fetched, all of them together. */
    private static final long FILE_BYTES = 64L << 20;

    private static final Duration FILES_KEPT = Duration.ofMinutes(30);

    private final Vertx vertx;
    private final Workers workers;
    private final Gate gate;
    private final Limits limits;
    private final Routes routes;
    private final HttpServer http;

    private ModelServer(
            ServerOptions options, Services services, @Nullable Consumer<String> accessLog) {
        this.limits = options.limits();
        this.vertx = vertx();
        this.workers = new Workers(limits.concurrency().workers(), limits.concurrency().queue());
        var metrics = new ServerMetrics(workers, engines(services));
        this.gate = new Gate(limits.timeouts().request(), metrics, accessLog);
        var connections = new Connections(vertx, limits);
        this.routes = routes(options, services, metrics, connections);
        this.http =
                vertx.createHttpServer(settings(options))
                        .connectionHandler(connections)
                        .invalidRequestHandler(new InvalidHttp(limits))
                        .requestHandler(routes.router());
    }

    /**
     * Starts a server; returns when it listens.
     *
     * @param accessLog takes a line for each request, on the event loop; null for no log
     * @throws IOException if the address cannot be listened on
     */
    public static ModelServer start(
            ServerOptions options, Services services, @Nullable Consumer<String> accessLog)
            throws IOException {
        var server = new ModelServer(options, services, accessLog);
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

    private Routes routes(
            ServerOptions options,
            Services services,
            ServerMetrics metrics,
            Connections connections) {
        var keys = new ApiKeys(options.apiKeys());
        int characters = limits.sizes().characters();
        var files = new TranslatedFiles(FILE_BYTES, FILES_KEPT);
        var libre =
                new LibreTranslate(
                        services.translator(),
                        new Guesses(services.detector()),
                        characters,
                        keys.required());
        var documents = new DocumentEndpoints(services, characters);
        var health = new HealthPage(gate::isClosed);
        var routes =
                new Routes(vertx, limits, connections, gate, workers, keys, options.corsOrigins());
        return routes.post("/v1/generate", new GenerateEndpoint(services.models(), characters))
                .post("/v1/summarize", documents::summarize)
                .post("/v1/translate", documents::translate)
                .post("/v1/guard", documents::guard)
                .get("/v1/models", false, new ModelsPage(services))
                .libreTranslate("/translate", libre::translate)
                .libreTranslate("/detect", libre::detect)
                .libreTranslateFile("/translate_file", libre.translateFile(files))
                .libreTranslateGet("/download_file/:name", new DownloadPage(files))
                .get("/languages", true, libre::languages)
                .get("/frontend/settings", true, libre::settings)
                .get("/health", true, health::health)
                .get("/health/ready", true, health::ready)
                .get("/health/live", true, health::live)
                .get("/metrics", false, metrics::show)
                .get("/spec", true, SpecPages::spec)
                .get("/docs", true, SpecPages::docs);
    }

    private static Map<String, Supplier<EngineStatistics>> engines(Services services) {
        var engines = new LinkedHashMap<>(services.engines());
        services.models().forEach((name, client) -> engines.put(name, client::statistics));
        return engines;
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
    private static HttpServerOptions settings(ServerOptions options) {
        Limits limits = options.limits();
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
