package dev.limelight.pipeline.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.connectors.broker.BrokerExtension;
import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.modelserver.server.ServerOptions;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console's routes over a real broker, without a browser. */
class ConsoleIT {

    @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    /** A client that is cut off again and again, twice by a new console, sees each record once. */
    @Test
    void when_aPageIsCutOffAndTheConsoleRestarts_then_itSeesEachDocumentOnce() throws Exception {
        KafkaSettings kafka = settings("cuts.");
        List<String> seen = new ArrayList<>();
        Map<String, Long> positions = new HashMap<>();
        try (var producer = new DocumentProducer(kafka)) {
            for (int round = 0; round < 4; round++) {
                try (Console console = start(kafka, List.of())) {
                    for (int cut = 0; cut < 3; cut++) {
                        int number = (round * 3 + cut) * 50;
                        send(producer, number, 50);
                        read(console, positions, seen, number + 50);
                    }
                }
            }
        }
        assertThat(seen).hasSize(600).doesNotHaveDuplicates();
    }

    @Test
    void when_aDocumentIsAskedFor_then_itsRecordsAreThere() throws Exception {
        KafkaSettings kafka = settings("one.");
        try (var producer = new DocumentProducer(kafka);
                Console console = start(kafka, List.of())) {
            send(producer, 0, 2);
            read(console, new HashMap<>(), new ArrayList<>(), 2);
            JsonNode answer = JSON.readTree(post(console, "{\"id\": \"d1\"}", null).body());
            assertThat(answer.get("records")).hasSize(1);
            JsonNode record = answer.get("records").get(0).get("record");
            assertThat(record.get("text").asText()).isEqualTo("Text 1 <script>alert(1)</script>");
            assertThat(
                            JSON.readTree(post(console, "{\"id\": \"none\"}", null).body())
                                    .get("records"))
                    .isEmpty();
            assertThat(post(console, "{}", null).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void when_keysAreAskedFor_then_nothingOfTheTopicsIsShownWithoutOne() throws Exception {
        KafkaSettings kafka = settings("keys.");
        try (Console console = start(kafka, List.of("secret"))) {
            assertThat(get(console, "").statusCode()).isEqualTo(200);
            assertThat(get(console, "console/events").statusCode()).isEqualTo(401);
            assertThat(post(console, "{\"id\": \"d\"}", null).statusCode()).isEqualTo(401);
            assertThat(post(console, "{\"id\": \"d\"}", "secret").statusCode()).isEqualTo(200);
        }
    }

    /** The whole page, as browsers fetch it, in gzip. */
    @Test
    void when_thePageIsLoaded_then_itIsSmallAndNamesNoOtherHost() throws Exception {
        KafkaSettings kafka = settings("page.");
        try (Console console = start(kafka, List.of())) {
            HttpResponse<String> page = get(console, "");
            assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'", "require-trusted-types-for 'script'")
                    .doesNotContain("unsafe");
            int bytes = 0;
            for (String file : ConsoleSite.files()) {
                HttpResponse<byte[]> answer =
                        client.send(
                                request(console, file).header("Accept-Encoding", "gzip").build(),
                                HttpResponse.BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                bytes += answer.body().length;
                assertThat(get(console, file).body())
                        .doesNotContain("src=\"http", "url(http", "from 'http");
            }
            assertThat(bytes).isLessThan(60_000);
        }
    }

    @Test
    void when_aClientSendsPositionsOfAnotherForm_then_itIsRefused() throws Exception {
        try (Console console = start(settings("bad."), List.of())) {
            HttpRequest request =
                    request(console, "console/events").header("Last-Event-ID", "rubbish").build();
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("'rubbish', expected TOPIC-PARTITION-OFFSET");
        }
    }

    /** Reads until so many documents were seen, then cuts the connection. */
    private void read(Console console, Map<String, Long> positions, List<String> seen, int until)
            throws Exception {
        String header =
                positions.entrySet().stream()
                        .map(each -> each.getKey() + "-" + each.getValue())
                        .collect(Collectors.joining(","));
        HttpRequest request =
                request(console, "console/events").header("Last-Event-ID", header).build();
        try (InputStream body =
                        client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
                var lines =
                        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String id = "";
            while (seen.size() < until) {
                String line = lines.readLine();
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ") && !id.isEmpty()) {
                    int at = id.lastIndexOf('-');
                    positions.put(id.substring(0, at), Long.parseLong(id.substring(at + 1)));
                    seen.add(JSON.readTree(line.substring(6)).get("id").asText());
                    id = "";
                }
            }
        }
    }

    private static void send(DocumentProducer producer, int first, int number) {
        for (int i = first; i < first + number; i++) {
            producer.sendText(
                    "d" + i,
                    "Text %d <script>alert(1)</script>"
                            .formatted(i)
                            .getBytes(StandardCharsets.UTF_8));
        }
        producer.flush();
    }

    private static KafkaSettings settings(String prefix) {
        KafkaSettings kafka = KafkaSettings.of(BROKER.bootstrapServers()).withTopicPrefix(prefix);
        Topics.ensure(kafka);
        return kafka;
    }

    private static Console start(KafkaSettings kafka, List<String> keys) throws Exception {
        return Console.start(ServerOptions.local().withApiKeys(keys), kafka, new DocumentDecoder());
    }

    private HttpResponse<String> get(Console console, String path) throws Exception {
        return client.send(request(console, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Console console, String json, String key) throws Exception {
        HttpRequest.Builder request =
                request(console, "console/document")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(Console console, String path) {
        return HttpRequest.newBuilder(URI.create(console.address() + path));
    }
}
