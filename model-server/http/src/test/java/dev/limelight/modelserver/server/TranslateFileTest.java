package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static dev.limelight.modelserver.server.fixture.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.server.fixture.TestServer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class TranslateFileTest {

    @RegisterExtension static final TestServer server = TestServer.withSizes(20_000, 1_000);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.txt      | Hello.                          | de:Hello.",
                "a.TXT      | Hello.                          | de:Hello.",
                "a.html     | <p>Hello.</p><pre>x</pre>       | <p>de:Hello.</p><pre>x</pre>",
                "a.b.htm    | <p>Hello.                       | <p>de:Hello.",
                "a.md       | # Hello                         | # de:Hello",
                "a.markdown | - Hello                         | - de:Hello",
                "a.srt      | 1~00:00:01,000 --> 00:00:02,000~Hello~ | "
                        + "1~00:00:01,000 --> 00:00:02,000~de:Hello~",
                "a.vtt      | WEBVTT~~00:01.000 --> 00:02.000~Hello | "
                        + "WEBVTT~~00:01.000 --> 00:02.000~de:Hello",
            })
    void when_aFileIsPosted_then_itsTranslationCanBeFetched(
            String name, String content, String translation) {
        HttpResponse<String> done =
                post(server, name, bytes(content.replace('~', '\n')), "en", "de");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        HttpResponse<String> fetched = server.get(path(done));
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body()).isEqualTo(translation.replace('~', '\n'));
        assertThat(fetched.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(head -> assertThat(head).startsWith("attachment; filename"));
        assertThat(server.get(path(done)).body()).as("again").isEqualTo(fetched.body());
    }

    @Test
    void when_theSourceIsAuto_then_itIsDetected() {
        HttpResponse<String> done = post(server, "a.txt", bytes("für"), "auto", "en");
        assertThat(server.get(path(done)).body()).isEqualTo("en:für");
    }

    @Test
    void when_aFileBeginsWithAByteOrderMark_then_itStaysThere() {
        HttpResponse<String> done = post(server, "a.md", bytes("\uFEFF# Hello"), "en", "de");
        assertThat(server.get(path(done)).body()).isEqualTo("\uFEFF# de:Hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"program.exe", "noending", ".", "txt", "a.txt.gz", "../../a.pdf"})
    void when_theKindIsNotKnown_then_400InLibreTranslatesWords(String name) {
        HttpResponse<String> done = post(server, name, bytes("Hello"), "en", "de");
        assertThat(done.statusCode()).isEqualTo(400);
        assertThat(error(done)).isEqualTo("Invalid request: file format not supported");
        assertThat(json(done).get("detail").getAsString()).contains(".srt");
    }

    @ParameterizedTest
    @CsvSource({
        "'', de, Invalid request: missing source parameter",
        "en, '', Invalid request: missing target parameter",
        "en, zz, zz is not supported",
        "zz, de, zz is not supported"
    })
    void when_aLanguageIsMissingOrWrong_then_400(String source, String target, String words) {
        HttpResponse<String> done = post(server, "a.txt", bytes("Hello"), source, target);
        assertThat(done.statusCode()).isEqualTo(400);
        assertThat(error(done)).isEqualTo(words);
    }

    @Test
    void when_thereIsNoFile_then_400() {
        HttpResponse<String> done = server.form("/translate_file", "source=en&target=de&file=x");
        assertThat(done.statusCode()).isEqualTo(400);
        assertThat(error(done)).isEqualTo("Invalid request: missing file parameter");
    }

    @Test
    void when_aFileIsNoUtf8OrTooLong_then_refused() {
        HttpResponse<String> latin =
                post(server, "a.txt", "für".getBytes(StandardCharsets.ISO_8859_1), "de", "en");
        assertThat(error(latin))
                .isEqualTo("the file is invalid UTF-8 at byte 1 (0xFC), expected UTF-8");
        assertThat(post(server, "a.txt", bytes("a".repeat(1_001)), "en", "de").statusCode())
                .isEqualTo(400);
        assertThat(post(server, "a.txt", bytes("a".repeat(30_000)), "en", "de").statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/download_file/..%2f..%2fetc%2fpasswd", "/download_file/a%20b.txt"})
    void when_aNameIsNone_then_400(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void when_aNameIsGuessed_then_404() {
        assertThat(server.get("/download_file/AAAAAAAAAAAAAAAAAAAAAAAA.txt").statusCode())
                .isEqualTo(404);
    }

    @Test
    void when_keysAreAskedFor_then_bothPathsWantOne() {
        try (var locked = TestServer.withKeys("k")) {
            assertThat(post(locked, "a.txt", bytes("a"), "en", "de").statusCode()).isEqualTo(403);
            HttpResponse<String> done =
                    locked.send(
                            locked.request("/translate_file")
                                    .header("Authorization", "Bearer k")
                                    .header("Content-Type", "multipart/form-data; boundary=B")
                                    .POST(
                                            BodyPublishers.ofByteArray(
                                                    form("a.txt", bytes("a"), "en", "de"))));
            assertThat(locked.get(path(done)).statusCode()).isEqualTo(403);
            assertThat(locked.get(path(done) + "?api_key=x").statusCode()).isEqualTo(403);
            assertThat(locked.get(path(done) + "?api_key=k").body()).isEqualTo("de:a");
        }
    }

    @Test
    void when_settingsAreAsked_then_theKindsOfFilesAreThere() {
        assertThat(json(server.get("/frontend/settings")).get("supportedFilesFormat").toString())
                .isEqualTo("[\".txt\",\".html\",\".htm\",\".srt\",\".vtt\",\".md\",\".markdown\"]");
    }

    private static String path(HttpResponse<String> done) {
        String url = json(done).get("translatedFileUrl").getAsString();
        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/download_file/[\\w-]{24}\\.[a-z]+");
        return url.substring(url.indexOf("/download_file"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> post(
            TestServer to, String name, byte[] content, String source, String target) {
        return to.send(
                to.request("/translate_file")
                        .header("Content-Type", "multipart/form-data; boundary=B")
                        .POST(BodyPublishers.ofByteArray(form(name, content, source, target))));
    }

    private static byte[] form(String name, byte[] content, String source, String target) {
        String part = "--B\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
        String fields =
                part.formatted("source", "")
                        + source
                        + "\r\n"
                        + part.formatted("target", "")
                        + target
                        + "\r\n"
                        + part.formatted("file", "; filename=\"" + name + "\"");
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes(fields));
        body.writeBytes(content);
        body.writeBytes(bytes("\r\n--B--\r\n"));
        return body.toByteArray();
    }
}
