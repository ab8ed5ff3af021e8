package dev.limelight.pipeline.bench.serve;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client of {@code POST /translate} on this machine. Thread-safe. */
public final class ServeClient {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI translate;
    private final String source;
    private final String target;

    /**
     * @param port of the server
     * @param source BCP 47
     * @param target BCP 47
     */
    public ServeClient(int port, String source, String target) {
        this.translate = URI.create("http://127.0.0.1:" + port + "/translate");
        this.source = source;
        this.target = target;
    }

    /**
     * Blocks until the translation is there.
     *
     * @throws IOException if there is none
     */
    public void translate(String text) throws IOException, InterruptedException {
        String form =
                "source=%s&target=%s&q=%s"
                        .formatted(source, target, URLEncoder.encode(text, StandardCharsets.UTF_8));
        HttpRequest request =
                HttpRequest.newBuilder(translate)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("%d %s".formatted(response.statusCode(), response.body()));
        }
    }
}
