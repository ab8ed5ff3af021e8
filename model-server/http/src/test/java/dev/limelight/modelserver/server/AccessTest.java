package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.server.fixture.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys, other pages, and metrics. */
@Timeout(300)
@Tag("slow")
class AccessTest {

    private static final ServerOptions KEYED = ServerOptions.local().withApiKeys(List.of("k-1"));

    private static TestServer start(ServerOptions options) {
        return TestServer.withFakes(options);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer k-1, 200",
        "bearer   k-1, 200",
        "Bearer k-2, 401",
        "Bearer, 401",
        "Basic k-1, 401",
        "k-1, 401"
    })
    void when_theHeadHasAKey_then_itIsRead(String authorization, int status) {
        try (var server = start(KEYED)) {
            HttpResponse<String> response =
                    server.send(
                            server.posting("/v1/generate", "{\"text\":\"a\"}")
                                    .header("Authorization", authorization));

            assertThat(response.statusCode()).isEqualTo(status);
        }
    }

    @Test
    void when_thereIsNoKey_then_onlyHealthAndLanguagesAreShown() {
        try (var server = start(KEYED)) {
            HttpResponse<String> refused = server.post("/v1/summarize", "{\"text\":\"a\"}");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(error(refused)).isEqualTo("no API key, expected Authorization: Bearer KEY");
            assertThat(server.get("/v1/models").statusCode()).isEqualTo(401);
            assertThat(server.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(server.get("/languages").statusCode()).isEqualTo(200);
            assertThat(
                            server.post("/detect", "{\"q\":\"a text\",\"api_key\":\"k-1\"}")
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"/languages, *", "/v1/models,"})
    void when_anotherPageAsks_then_itMayUseWhatIsLibreTranslatesOnly(
            String path, @Nullable String allowed) {
        try (var server = start(ServerOptions.local())) {
            HttpResponse<String> response =
                    server.send(server.request(path).GET().header("Origin", "http://a.example"));
            HttpResponse<String> refused =
                    server.send(
                            server.posting("/translate", "{}")
                                    .header("Origin", "http://a.example"));

            assertThat(response.headers().firstValue("access-control-allow-origin").orElse(null))
                    .isEqualTo(allowed);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.headers().firstValue("access-control-allow-origin"))
                    .as("so that a page can read why")
                    .hasValue("*");
        }
    }

    @Test
    void when_anotherPageIsNamed_then_itIsAllowed() {
        ServerOptions options = ServerOptions.local().withCorsOrigins(List.of("http://a.example"));
        try (var server = start(options)) {
            HttpResponse<String> preflight =
                    server.send(
                            server.request("/translate")
                                    .method("OPTIONS", BodyPublishers.noBody())
                                    .header("Origin", "http://a.example")
                                    .header("Access-Control-Request-Method", "POST")
                                    .header("Access-Control-Request-Headers", "content-type"));
            HttpResponse<String> stranger =
                    server.send(
                            server.request("/languages")
                                    .GET()
                                    .header("Origin", "http://b.example"));

            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("access-control-allow-origin"))
                    .hasValue("http://a.example");
            assertThat(stranger.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void when_metricsAreAsked_then_theyAreInPrometheusFormats() {
        try (var server = start(ServerOptions.local())) {
            server.post("/v1/generate", "{\"text\":\"a\"}");
            server.post("/v1/generate", "{}");
            server.get("/nothing");

            HttpResponse<String> text = server.get("/metrics");
            HttpResponse<String> open =
                    server.send(
                            server.request("/metrics")
                                    .GET()
                                    .header("Accept", "application/openmetrics-text"));

            assertThat(text.headers().firstValue("content-type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(open.headers().firstValue("content-type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith("application/openmetrics-text"));
            assertThat(open.body()).endsWith("# EOF\n");
            assertThat(text.body())
                    .contains(
                            "limelight_http_requests_total{path=\"/v1/generate\",status=\"200\"} 1.0",
                            "limelight_http_requests_total{path=\"/v1/generate\",status=\"400\"} 1.0",
                            "limelight_http_requests_total{path=\"other\",status=\"404\"} 1.0",
                            "limelight_http_request_duration_seconds_count{path=\"/v1/generate\"} 2",
                            "limelight_http_requests_in_progress 1.0",
                            "limelight_workers_busy 0.0",
                            "limelight_queue_length 0.0",
                            "limelight_engine_requests_total{model=\"shouter\"} 1.0",
                            "limelight_engine_tokens_total{model=\"shouter\"} 30.0",
                            "limelight_engine_inference_seconds_total{model=\"shouter\"} 1.5",
                            "jvm_memory_used_bytes{");
        }
    }
}
