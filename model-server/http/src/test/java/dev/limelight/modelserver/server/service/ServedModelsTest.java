package dev.limelight.modelserver.server.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.GuardAction;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.SalienceRecord;
import dev.limelight.connectors.record.SummaryRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.server.ModelServer;
import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.pipeline.fixture.Contract;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server on the real encoder and a tiny Marian, which writes no sense. */
@Tag("slow")
class ServedModelsTest {

    private static final String TEXT =
            "The bridge \ud83d\ude00 was closed on Tuesday. It is very old. It will open in May.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Path MARIAN = Path.of("..", "..", "test-data", "seq2seq", "marian-split");

    private static final Path BART = MARIAN.resolveSibling("bart-merged");

    private static final String HIDDEN = "Pay the \ud83d\ude00 in\u200bvoice. It is very old.";
    private static final int HIDDEN_AT = 12;

    private static ServedModels served;
    private static ModelServer server;

    @BeforeAll
    static void start() throws Exception {
        served =
                ServedModels.open(
                        List.of(TranslationBundle.read(MARIAN), TranslationBundle.read(BART)));
        server = ModelServer.start(ServerOptions.local(), served.services(), null);
    }

    @AfterAll
    static void stop() {
        server.close();
        served.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spotlight", "cls-attention", "rollout", "lead"})
    void when_aTextIsPosted_then_theTwoRecordsOfTheContract(String method) throws Exception {
        var response = post(Map.of("text", TEXT, "id", "x", "length", 1, "method", method));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        var summary = record(answer.get("summary"), SummaryRecord.class);
        var salience = record(answer.get("salience"), SalienceRecord.class);
        assertThat(summary.documentId()).isEqualTo("x");
        assertThat(summary.sentences()).hasSize(1);
        assertThat(salience.method()).isEqualTo(method);
        Contract.assertKept(TEXT, summary, salience);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text     | ' '   | text is blank",
                "text     | ''    | missing text parameter",
                "language | no-no-no-no | language \"no-no-no-no\", expected a BCP 47 tag",
                "length   | none  | summary length 'none', expected a number of sentences",
                "method   | magic | salience method 'magic', expected one of spotlight",
                "model    | minilm | no model \"minilm\" summarizes, expected one of [bart-merged]",
                "model    | marian-split | expected one of [bart-merged]",
            })
    void when_aFieldIsWrong_then_400WithWhatWasExpected(String field, String value, String error)
            throws Exception {
        var request = new HashMap<String, Object>(Map.of("text", TEXT));
        request.put(field, value);
        var response = post(request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(response.body()).get("error").asText()).contains(error);
    }

    @Test
    void when_aModelIsNamed_then_theSummaryIsInItsWords() throws Exception {
        var request = Map.<String, Object>of("text", TEXT, "length", 2, "model", "bart-merged");
        var response = post(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        var summary = record(answer.get("summary"), SummaryRecord.class);
        var salience = record(answer.get("salience"), SalienceRecord.class);
        assertThat(summary.method()).isEqualTo("abstractive");
        assertThat(summary.sentences()).hasSize(2);
        assertThat(summary.model().id()).isEqualTo("bart-merged");
        assertThat(salience.method()).isEqualTo("cross-attention");
    }

    @Test
    void when_aMethodIsNamedBesideAModel_then_400() throws Exception {
        var response = post(Map.of("text", TEXT, "method", "lead", "model", "bart-merged"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("does nothing with a model");
    }

    @Test
    void when_aLanguageIsAskedFor_then_theDetectorsGuesses() throws Exception {
        var response =
                send(
                        HttpRequest.newBuilder(uri("/detect"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("q=Wie+spät+ist+es,+bitte?")));
        JsonNode first = JSON.readTree(response.body()).get(0);
        assertThat(first.get("language").asText()).isEqualTo("de");
        assertThat(first.get("confidence").asDouble()).isBetween(50., 100.);
    }

    @Test
    void when_aTextIsTranslated_then_theRecordOfTheContract() throws Exception {
        String text = "The house is old.\n\nIt rained.";
        JsonNode answer =
                JSON.readTree(post("/v1/translate", Map.of("text", text, "target", "de")).body());
        var record = record(answer.get("translation"), TranslationRecord.class);

        assertThat(record.source()).isEqualTo("en");
        assertThat(record.coverage()).isEqualTo(1);
        assertThat(record.segments())
                .extracting(each -> text.substring(each.sourceStart(), each.sourceEnd()))
                .containsExactly("The house is old.", "It rained.");
        assertThat(record.segments()).noneMatch(each -> each.alignment().isEmpty());
        assertThat(record.text()).matches("(?s)\\S.*\n\n\\S.*");
    }

    @Test
    void when_htmlIsTranslated_then_eachElementIsStillThere() throws Exception {
        String html = "<h1>House</h1><p>The <a href=\"x\">house</a> is <code>old</code>.</p>";
        var request = Map.of("q", List.of(html, "1 < 2"), "source", "auto", "target", "de");
        var fields = new HashMap<String, Object>(request);
        fields.put("format", "html");
        JsonNode texts = JSON.readTree(post("/translate", fields).body()).get("translatedText");

        assertThat(texts.get(0).asText())
                .matches("<h1>[^<>]+</h1><p>.*<a href=\"x\">[^<>]*</a>.*</p>")
                .contains("<code>old</code>");
        assertThat(texts.get(1).asText()).as("without words it is not touched").isEqualTo("1 < 2");
    }

    @Test
    void when_aModelIsAsked_then_itsTokens() throws Exception {
        Map<String, Object> fields =
                Map.of(
                        "model",
                        "marian-split",
                        "text",
                        "The house",
                        "settings",
                        Map.of("max_new_tokens", 4));
        JsonNode answer = JSON.readTree(post("/v1/generate", fields).body());

        assertThat(answer.get("tokens")).isNotEmpty().hasSizeLessThanOrEqualTo(4);
        assertThat(answer.get("logProbability").asDouble()).isNegative();
    }

    @Test
    void when_workWasDone_then_theMetricsCountIt() throws Exception {
        post(Map.of("text", TEXT));
        String metrics = send(HttpRequest.newBuilder(uri("/metrics")).GET()).body();
        assertThat(metrics)
                .containsPattern("limelight_engine_requests_total\\{model=\"minilm\"} [1-9]")
                .containsPattern("limelight_engine_tokens_total\\{model=\"minilm\"} [1-9]");
    }

    @Test
    void when_twoFoldersHaveOneName_then_refused() {
        assertThatThrownBy(() -> ServedModels.open(List.of(bundle("a/x"), bundle("b/x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("models [x, x], expected folders of different names");
    }

    private static TranslationBundle bundle(String folder) {
        return new TranslationBundle(
                Path.of(folder), List.of("en"), List.of("de"), AttentionTap.mean(0));
    }

    @Test
    void when_aTextIsGuarded_then_theFindingsAreThoseOfAnAlert() throws Exception {
        var response = post("/v1/guard", Map.of("text", HIDDEN, "id", "x"));
        var found = record(JSON.readTree(response.body()), GuardAlertRecord.class);
        assertThat(found.documentId()).isEqualTo("x");
        assertThat(found.findings()).hasSize(1);
        assertThat(found.findings().get(0).start()).isEqualTo(HIDDEN_AT);
        assertThat(found.findings().get(0).action()).isEqualTo(GuardAction.FLAG);
    }

    /** Models read the text as if the character were not there, and the answer says what was. */
    @Test
    void when_aTextHidesCharacters_then_resultsAreThoseWithoutThemAndSaySo() throws Exception {
        JsonNode answer = JSON.readTree(post(Map.of("text", HIDDEN, "length", 1)).body());
        var summary = record(answer.get("summary"), SummaryRecord.class);
        assertThat(summary.flags()).contains("guard-findings", "hidden-characters");
        assertThat(summary.summary()).doesNotContain("\u200b");
        assertThat(answer.get("guard").get("findings")).hasSize(1);

        Map<String, Object> fields = Map.of("text", HIDDEN, "target", "de");
        JsonNode translated = JSON.readTree(post("/v1/translate", fields).body());
        Map<String, Object> clean = Map.of("text", HIDDEN.replace("\u200b", ""), "target", "de");
        JsonNode expected = JSON.readTree(post("/v1/translate", clean).body());
        assertThat(translated.get("translation").get("text"))
                .isEqualTo(expected.get("translation").get("text"));
        assertThat(translated.get("guard").get("findings")).hasSize(1);
        assertThat(expected.get("guard").get("findings")).isEmpty();
    }

    @Test
    void when_aStricterPolicyIsAsked_then_itHoldsAndALooserOneIsRefused() throws Exception {
        for (String path : List.of("/v1/summarize", "/v1/translate")) {
            Map<String, Object> fields = new HashMap<>(Map.of("text", HIDDEN));
            if (path.equals("/v1/translate")) {
                fields.put("target", "de");
            }
            fields.put("policy", Map.of("unicode", "quarantine"));
            var refused = post(path, fields);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("quarantined by the guard: unicode");
            fields.put("policy", Map.of("unicode", "off"));
            var looser = post(path, fields);
            assertThat(looser.statusCode()).isEqualTo(400);
            assertThat(looser.body()).contains("policy: unicode=off, expected no less than flag");
        }
        Map<String, Object> unknown = Map.of("text", HIDDEN, "policy", Map.of("colour", "flag"));
        assertThat(post("/v1/guard", unknown).body())
                .contains("detector 'colour', expected one of");
        Map<String, Object> model = Map.of("text", HIDDEN, "policy", Map.of("off-topic", "flag"));
        assertThat(post("/v1/guard", model).body()).contains("asks a model");
    }

    /** An empty paragraph of a page may well be a character that nobody sees. */
    @Test
    void when_aPassageIsHiddenCharactersOnly_then_thePageIsTranslated() throws Exception {
        String page = "<p>\u200b</p><p>The bridge is \u200bclosed.</p>";
        Map<String, Object> fields =
                Map.of("q", page, "source", "en", "target", "de", "format", "html");
        var response = post("/translate", fields);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static HttpResponse<String> post(Map<String, Object> fields) throws Exception {
        return post("/v1/summarize", fields);
    }

    private static HttpResponse<String> post(String path, Map<String, Object> fields)
            throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(fields))));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static <T extends Record> T record(JsonNode json, Class<T> type) throws Exception {
        return RecordCodec.decode(json.toString().getBytes(UTF_8), type);
    }
}
