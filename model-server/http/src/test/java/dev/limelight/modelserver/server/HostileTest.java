package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.server.fixture.TestServer;
import dev.limelight.modelserver.server.limit.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest client sends. After each, the server goes on. */
@Timeout(300)
@Tag("slow")
class HostileTest {

    /** A request may take long on a busy machine; an idle connection ends soon. */
    private static final Limits LIMITS =
            Limits.DEFAULTS
                    .withSizes(2000, 1000)
                    .withTimeouts(
                            Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withFakes(ServerOptions.local().withLimits(LIMITS));
    }

    @AfterAll
    static void stop() {
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "` `|the body is empty",
                "nonsense|the body is not JSON (malformed at line 1 column 1 path $)",
                "{'text':|the body is not JSON (End of input",
                "{'text':'a'} {}|the body goes on after its JSON",
                "{text:'a'}|the body is not JSON",
                "[]|the body is [], expected a JSON object",
                "null|the body is null, expected a JSON object",
                "'text'|the body is \"text\", expected a JSON object",
                "{'text':1}|\"text\" is 1, expected a string",
                "{'text':['a']}|\"text\" is [\"a\"], expected a string",
                "{'text':true}|\"text\" is true, expected a string",
                "{'text':null}|missing text parameter",
                "{}|missing text parameter",
                "{'text':'a','settings':[]}|\"settings\" is [], expected an object",
                "{'text':'a','model':7}|\"model\" is 7, expected a string",
                "{'text':'a','attention':'yes'}|\"attention\" is \"yes\", expected true or false",
                "{'text':'\\ud800'}|\"text\" has half a character (U+D800) at 0, expected Unicode",
                "{'text':'a\\udc00b'}|\"text\" has half a character (U+DC00) at 1",
                "{'text':'a','source':1e999999999}|\"source\" is 1e999999999, expected a string",
            })
    void when_jsonIsWrong_then_itIsRefusedWithTheReason(String body, String reason) {
        assertThat(server.refusal("/v1/generate", body))
                .contains(reason)
                .doesNotContain("google", "http", "JsonReader");
    }

    @Test
    void when_jsonIsNestedDeeply_then_itIsRefused() {
        HttpResponse<String> response =
                server.post("/v1/generate", "{\"text\":" + "[".repeat(1900) + "}");

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void when_utf8IsInvalid_then_itIsRefusedWithItsPlace() {
        byte[] body = "{\"text\":\"a?\"}".getBytes(StandardCharsets.UTF_8);
        body[10] = (byte) 0xFF;
        HttpResponse<String> response =
                server.send(server.request("/v1/generate").POST(BodyPublishers.ofByteArray(body)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response))
                .isEqualTo("the body is invalid UTF-8 at byte 10 (0xFF), expected UTF-8");
    }

    /** Vert.x refuses it before our first handler. */
    @Test
    void when_aRequestHasNoHost_then_itIsRefused() throws IOException {
        try (Socket socket = server.raw("GET /health HTTP/1.1\r\n\r\n")) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 400 ").contains("{\"error\":");
        }
    }

    @Test
    void when_theContentTypeIsAnother_then_itIsRefused() {
        HttpResponse<String> response =
                server.send(
                        server.request("/v1/generate")
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("hello")));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(error(response)).isEqualTo("Content-Type text/plain, expected application/json");
    }

    @Test
    void when_aBodyIsAboveTheLimit_then_itIsRefusedBeforeItCame() throws IOException {
        try (Socket socket =
                server.raw(
                        "POST /v1/generate HTTP/1.1\r\nHost: a\r\nContent-Length: 2001\r\n\r\n")) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("the body has 2001 bytes, expected at most 2000");
        }
    }

    @Test
    void when_aChunkedBodyIsAboveTheLimit_then_itIsRefused() throws IOException {
        String chunk = "3e8\r\n" + "a".repeat(1000) + "\r\n";
        try (Socket socket =
                server.raw(
                        "POST /v1/generate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + chunk
                                + chunk
                                + chunk)) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void when_aBodyIsHuge_then_itIsRefusedWithoutBeingKept() {
        HttpResponse<String> response =
                server.send(
                        server.request("/v1/generate")
                                .expectContinue(true)
                                .POST(BodyPublishers.ofByteArray(new byte[64 << 20])));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void when_aTextIsAboveTheLimit_then_itIsRefusedInBothTongues() {
        String text = "a".repeat(1001);
        HttpResponse<String> ours = server.post("/v1/summarize", "{\"text\":\"" + text + "\"}");
        HttpResponse<String> theirs =
                server.post(
                        "/translate",
                        "{\"q\":\"%s\",\"source\":\"en\",\"target\":\"de\"}".formatted(text));

        assertThat(ours.statusCode()).isEqualTo(413);
        assertThat(theirs.statusCode()).isEqualTo(400);
        assertThat(error(ours)).isEqualTo("the text has 1001 characters, expected at most 1000");
        assertThat(error(theirs))
                .isEqualTo("Invalid request: request (1001) exceeds text limit (1000)");
    }

    @Test
    void when_aBodyNeverEnds_then_itIsGivenUp() throws IOException {
        var limits =
                Limits.DEFAULTS.withTimeouts(
                        Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(5));
        try (TestServer impatient = TestServer.withFakes(ServerOptions.local().withLimits(limits));
                Socket socket =
                        impatient.raw(
                                "POST /v1/generate HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"te")) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("connection: close")
                    .contains("the request did not come in 1.000 s");
            assertThat(impatient.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void when_aHeadNeverEnds_then_itLosesItsConnection() throws Exception {
        try (Socket socket = server.raw("GET /health HTTP/1.1\r\nX-A: ")) {
            assertThat(endOfDripping(socket)).isTrue();
        }
    }

    @Test
    void when_aConnectionHasNoRequest_then_itIsClosed() throws IOException {
        try (Socket socket = server.raw("")) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n\r\n\u0001\u0002 nonsense\r\n\r\n", "GET /health HTTP/9.9\r\n\r\n"})
    void when_somethingIsNoHttp_then_itIsRefused(String bytes) throws IOException {
        try (Socket socket = server.raw(bytes)) {
            assertThat(answer(socket)).matches("(?s)HTTP/\\d.\\d (400|501|505) .*");
        }
    }

    @Test
    void when_aHeaderIsHuge_then_itIsRefused() throws IOException {
        try (Socket socket =
                server.raw("GET /health HTTP/1.1\r\nX-A: " + "a".repeat(17_000) + "\r\n\r\n")) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 431 ")
                    .contains("the head is too large, expected at most 16384 bytes");
        }
    }

    @Test
    void when_theFirstLineIsHuge_then_itIsRefused() throws IOException {
        try (Socket socket = server.raw("GET /" + "a".repeat(17_000) + " HTTP/1.1\r\n\r\n")) {
            assertThat(answer(socket)).startsWith("HTTP/1.0 414 ");
        }
    }

    @Test
    void when_aPathIsOdd_then_itIsNotFoundOrRefused() {
        for (String path : List.of("/%00", "/..%2f..%2fetc/passwd", "/v1/../health/x", "/%ff")) {
            assertThat(server.get(path).statusCode()).isIn(400, 404);
        }
    }

    @Test
    void when_theAddressIsNotLoopback_then_itIsOpenToOthersUnlessKeyed() {
        ServerOptions open = new ServerOptions("0.0.0.0", 0, List.of(), List.of(), Limits.DEFAULTS);

        assertThat(open.isOpenToOthers()).isTrue();
        assertThat(open.withApiKeys(List.of("k")).isOpenToOthers()).isFalse();
        assertThat(ServerOptions.local().isOpenToOthers()).isFalse();
    }

    /** Sends a byte every tenth of a second, so that the connection is never idle. */
    private static boolean endOfDripping(Socket socket) throws InterruptedException {
        try {
            for (int i = 0; i < 200; i++) {
                socket.getOutputStream().write('a');
                Thread.sleep(100);
            }
            return false;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
