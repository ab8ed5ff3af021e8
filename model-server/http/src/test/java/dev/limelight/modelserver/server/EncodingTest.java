package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.server.fixture.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class EncodingTest {

    private static final String TEXT = "{\"q\":\"Hello\",\"source\":\"en\",\"target\":\"de\"}";

    @RegisterExtension static final TestServer server = TestServer.withSizes(20_000, 10_000);

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "deflate", "identity"})
    void when_aBodyIsCompressed_then_itIsRead(String encoding) throws IOException {
        HttpResponse<String> response = post("/translate", encoding, compressed(encoding, TEXT));
        assertThat(response.body()).isEqualTo("{\"translatedText\":\"de:Hello\"}");
    }

    @Test
    void when_aBodyInflatesToMoreThanMayCome_then_413() throws IOException {
        byte[] bomb = compressed("gzip", " ".repeat(5_000_000));
        assertThat(bomb.length).isLessThan(20_000);
        HttpResponse<String> response = post("/v1/translate", "gzip", bomb);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(error(response))
                .isEqualTo("the body inflates to more than 20000 bytes, expected at most that");
    }

    @Test
    void when_aBodyIsNotWhatItsEncodingSays_then_400() throws IOException {
        byte[] whole = compressed("gzip", TEXT);
        byte[] torn = Arrays.copyOf(whole, whole.length / 2);
        for (byte[] body : new byte[][] {torn, TEXT.getBytes(StandardCharsets.UTF_8), {}}) {
            HttpResponse<String> response = post("/v1/translate", "gzip", body);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(error(response)).startsWith("the body is not gzip (");
        }
    }

    @Test
    void when_theEncodingIsNotKnown_then_415() {
        HttpResponse<String> response = post("/v1/translate", "br", new byte[] {1, 2});
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(error(response))
                .isEqualTo("Content-Encoding br, expected gzip, deflate or none");
    }

    @Test
    void when_aFormIsCompressed_then_refusedAndNotReadAsItIs() throws IOException {
        HttpResponse<String> response =
                server.send(
                        server.request("/translate")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(compressed("gzip", "q=a"))));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).startsWith("Content-Encoding gzip, expected none");
    }

    private static HttpResponse<String> post(String path, String encoding, byte[] body) {
        return server.send(
                server.request(path)
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", encoding)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] compressed(String encoding, String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (encoding) {
                    case "identity" -> bytes;
                    case "deflate" -> new DeflaterOutputStream(bytes);
                    default -> new GZIPOutputStream(bytes);
                }) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
