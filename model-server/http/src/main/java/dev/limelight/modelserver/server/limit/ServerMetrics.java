package dev.limelight.modelserver.server.limit;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.server.http.Replies;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The server's metrics in Prometheus' formats. Thread-safe. */
public final class ServerMetrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Counter requests =
            Counter.builder()
                    .name("limelight_http_requests_total")
                    .help("Requests that ended, by path and status; 499: the client went away.")
                    .labelNames("path", "status")
                    .register(registry);
    private final Histogram durations =
            Histogram.builder()
                    .name("limelight_http_request_duration_seconds")
                    .help("From the head of a request to the end of its answer.")
                    .labelNames("path")
                    .classicOnly()
                    .classicUpperBounds(
                            .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120)
                    .register(registry);
    private final Gauge running =
            Gauge.builder()
                    .name("limelight_http_requests_in_progress")
                    .help("Requests whose head has come and whose answer has not ended.")
                    .register(registry);

    /**
     * Creates the metrics, those of the JVM among them.
     *
     * @param engines counters by model
     */
    public ServerMetrics(Workers workers, Map<String, Supplier<EngineStatistics>> engines) {
        JvmMetrics.builder().register(registry);
        gauge("limelight_workers_busy", "Requests that are worked on.", workers::running);
        gauge("limelight_queue_length", "Requests that wait for a worker.", workers::waiting);
        engine("requests", "Answered requests, failed ones too.", engines, e -> e.requests());
        engine("batches", "Forward passes.", engines, e -> e.batches());
        engine("tokens", "Tokens read, padding not counted.", engines, e -> e.tokens());
        engine("padded_tokens", "Positions computed.", engines, e -> e.paddedTokens());
        engine("inference_seconds", "Time in passes.", engines, e -> e.inferenceMs() / 1e3);
    }

    /** Answers in the format that the scraper asks for. */
    public void show(RoutingContext context) {
        ExpositionFormatWriter writer = formats.findWriter(context.request().getHeader("Accept"));
        var out = new ByteArrayOutputStream();
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("metrics", e);
        }
        Replies.send(context, 200, writer.getContentType(), Buffer.buffer(out.toByteArray()));
    }

    void began() {
        running.inc();
    }

    void ended(String path, int status, double seconds) {
        running.dec();
        requests.labelValues(path, String.valueOf(status)).inc();
        durations.labelValues(path).observe(seconds);
    }

    private void gauge(String name, String help, Supplier<Integer> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.get()))
                .register(registry);
    }

    private void engine(
            String name,
            String help,
            Map<String, Supplier<EngineStatistics>> engines,
            ToDoubleFunction<EngineStatistics> value) {
        CounterWithCallback.builder()
                .name("limelight_engine_%s_total".formatted(name))
                .help(help)
                .labelNames("model")
                .callback(
                        callback ->
                                engines.forEach(
                                        (model, counters) ->
                                                callback.call(
                                                        value.applyAsDouble(counters.get()),
                                                        model)))
                .register(registry);
    }
}
