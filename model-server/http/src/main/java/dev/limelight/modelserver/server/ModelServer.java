package dev.limelight.modelserver.server;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.server.endpoint.DocumentEndpoints;
import dev.limelight.modelserver.server.endpoint.DownloadPage;
import dev.limelight.modelserver.server.endpoint.GenerateEndpoint;
import dev.limelight.modelserver.server.endpoint.LanguageDetection;
import dev.limelight.modelserver.server.endpoint.LibreTranslate;
import dev.limelight.modelserver.server.endpoint.ModelsPage;
import dev.limelight.modelserver.server.endpoint.ScoreEndpoint;
import dev.limelight.modelserver.server.endpoint.SpecPages;
import dev.limelight.modelserver.server.endpoint.TranslatedFiles;
import dev.limelight.modelserver.server.route.Routes;
import dev.limelight.modelserver.server.service.Services;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A running {@link WebServer} that offers models. Thread-safe. Whoever started it closes it; the
 * models stay open.
 */
public final class ModelServer implements AutoCloseable {

    /** Translated files that wait to be fetched, all of them together. */
    private static final long FILE_BYTES = 64L << 20;

    private static final Duration FILES_KEPT = Duration.ofMinutes(30);

    private final WebServer server;

    private ModelServer(WebServer server) {
        this.server = server;
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
        return new ModelServer(
                WebServer.start(
                        options,
                        engines(services),
                        routes -> add(routes, options, services),
                        accessLog));
    }

    /** What is served: {@code post /translate} and so on. */
    List<String> served() {
        return server.served();
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops, as {@link WebServer#close} does. Closing twice is allowed. */
    @Override
    public void close() {
        server.close();
    }

    private static void add(Routes routes, ServerOptions options, Services services) {
        int characters = options.limits().sizes().characters();
        var files = new TranslatedFiles(FILE_BYTES, FILES_KEPT);
        var libre =
                new LibreTranslate(
                        services.translator(),
                        new LanguageDetection(services.detector()),
                        characters,
                        !options.apiKeys().isEmpty());
        var documents = new DocumentEndpoints(services, characters);
        routes.post("/v1/generate", new GenerateEndpoint(services.models(), characters))
                .post("/v1/summarize", documents::summarize)
                .post("/v1/translate", documents::translate)
                .post("/v1/guard", documents::guard)
                .post(
                        "/v1/score",
                        new ScoreEndpoint(services.models(), services.detector(), characters))
                .get("/v1/models", false, new ModelsPage(services))
                .libreTranslate("/translate", libre::translate)
                .libreTranslate("/detect", libre::detect)
                .libreTranslateFile("/translate_file", libre.translateFile(files))
                .libreTranslateGet("/download_file/:name", new DownloadPage(files))
                .get("/languages", true, libre::languages)
                .get("/frontend/settings", true, libre::settings)
                .get("/spec", true, SpecPages::spec)
                .get("/docs", true, SpecPages::docs);
    }

    private static Map<String, Supplier<EngineStatistics>> engines(Services services) {
        var engines = new LinkedHashMap<>(services.engines());
        services.models().forEach((name, client) -> engines.put(name, client::statistics));
        return engines;
    }
}
