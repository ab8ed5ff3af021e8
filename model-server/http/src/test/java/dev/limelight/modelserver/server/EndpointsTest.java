package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static dev.limelight.modelserver.server.fixture.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.server.fixture.FakeSeq2Seq;
import dev.limelight.modelserver.server.fixture.Fakes;
import dev.limelight.modelserver.server.fixture.TestServer;
import dev.limelight.modelserver.server.service.Services;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class EndpointsTest {

    private static final FakeSeq2Seq MODEL = FakeSeq2Seq.prompt();
    @RegisterExtension static final TestServer server = TestServer.start(Fakes.work(MODEL));

    @Test
    void when_aTextIsGenerated_then_textTokensAndLogProbabilityAreGiven() {
        HttpResponse<String> response = server.post("/v1/generate", "{\"text\":\"hello\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.body())
                .isEqualTo(
                        "{\"text\":\"HELLO\",\"tokens\":[41],\"logProbability\":-1.0,"
                                + "\"queuedMs\":1.0,\"inferenceMs\":2.0}");
    }

    @Test
    void when_generateIsAskedForAttention_then_itIsGivenOnCodePoints() {
        JsonObject answer =
                json(
                        server.post(
                                "/v1/generate", "{\"text\":\"\uD83D\uDE00!\",\"attention\":true}"));

        assertThat(answer.get("source").toString()).isEqualTo("[{\"id\":7,\"start\":0,\"end\":2}]");
        assertThat(answer.get("crossAttention").toString())
                .isEqualTo("[{\"layer\":1,\"weights\":[[1.0],[1.0]]}]");
    }

    @Test
    void when_generateHasSettingsLanguagesAndTime_then_theyAreHandedOn() {
        MODEL.requests.clear();

        server.post(
                "/v1/generate",
                "{\"model\":\"shouter\",\"text\":\"\",\"source\":\"en\",\"target\":\"de\","
                        + "\"settings\":{\"num_beams\":4}}");

        GenerateRequest request = MODEL.requests.remove();
        assertThat(request.text()).isEmpty();
        assertThat(request.source()).isEqualTo("en");
        assertThat(request.target()).isEqualTo("de");
        assertThat(request.settings()).isEqualTo("{\"num_beams\":4}");
        assertThat(request.timeout()).isBetween(seconds(60), seconds(120));
    }

    @Test
    void when_generateNamesAnUnknownModel_then_itIsNotFound() {
        HttpResponse<String> response =
                server.post("/v1/generate", "{\"text\":\"a\",\"model\":\"t5\"}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response)).isEqualTo("model \"t5\", expected one of [shouter]");
    }

    @Test
    void when_severalModelsAreServedAndNoneIsNamed_then_400NamesThem() {
        var models = new TreeMap<String, Seq2SeqClient>(Map.of("a", MODEL, "b", MODEL));
        try (var two = TestServer.start(new Services(models, null, null, null, null, Map.of()))) {
            HttpResponse<String> response = two.post("/v1/generate", "{\"text\":\"x\"}");
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(error(response))
                    .isEqualTo("missing model parameter, expected one of [a, b]");
            assertThat(two.post("/v1/generate", "{\"text\":\"x\",\"model\":\"b\"}").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void when_aTranslationIsScored_then_itsTokensHaveLogProbabilities() {
        JsonObject answer =
                json(
                        server.post(
                                "/v1/score",
                                "{\"text\":\"hi\",\"translation\":\"\uD83D\uDE00!\"}"));
        assertThat(answer.get("logProbability").getAsDouble()).isEqualTo(-1.0);
        assertThat(answer.get("tokens").toString())
                .isEqualTo(
                        "[{\"id\":41,\"start\":0,\"end\":2,\"logProbability\":-0.5},"
                                + "{\"id\":2,\"start\":2,\"end\":2,\"logProbability\":-1.5}]");
        assertThat(answer.getAsJsonObject("quality").has("sourceCoverage")).isTrue();
    }

    @Test
    void when_aScoreIsAskedWrongly_then_theErrorSaysWhatWasExpected() {
        assertThat(error(server.post("/v1/score", "{\"text\":\"a\"}")))
                .startsWith("missing translation parameter");
        assertThat(
                        server.post(
                                        "/v1/score",
                                        "{\"text\":\"a\",\"translation\":\"b\",\"model\":\"t5\"}")
                                .statusCode())
                .isEqualTo(404);
        var models = new TreeMap<String, Seq2SeqClient>(Map.of("a", MODEL, "b", MODEL));
        try (var two = TestServer.start(new Services(models, null, null, null, null, Map.of()))) {
            String body =
                    "{\"text\":\"a\",\"translation\":\"b\",\"source\":\"en\",\"target\":\"%s\"}";
            assertThat(two.post("/v1/score", body.formatted("de")).statusCode()).isEqualTo(200);
            assertThat(error(two.post("/v1/score", body.formatted("fr"))))
                    .startsWith("no model for \"source\" en and \"target\" fr, expected");
        }
    }

    @Test
    void when_aTextIsSummarized_then_bothRecordsAreGivenAsTheyAre() {
        HttpResponse<String> response =
                server.post("/v1/summarize", "{\"id\":\"d\",\"text\":\"A.\",\"length\":\"15%\"}");

        assertThat(response.body())
                .isEqualTo(
                        "{\"summary\":{\"documentId\":\"d\",\"chunks\":1,\"coverage\":1.0},"
                                + "\"salience\":{\"documentId\":\"d\",\"task\":\"summarize\","
                                + "\"method\":\"15%\"}}");
    }

    @Test
    void when_theLengthOfASummaryIsANumber_then_itIsTaken() {
        HttpResponse<String> response =
                server.post("/v1/summarize", "{\"text\":\"A.\",\"length\":2}");

        assertThat(json(response).getAsJsonObject("salience").get("method").getAsString())
                .isEqualTo("2");
    }

    @Test
    void when_theSummarizerRefuses_then_summarizeRefuses() {
        HttpResponse<String> response =
                server.post("/v1/summarize", "{\"text\":\"A.\",\"language\":\"xx\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo("language \"xx\", expected BCP 47");
    }

    @Test
    void when_aRequestFails_then_theClientIsToldNothingButWhereToLook() {
        HttpResponse<String> response =
                server.send(
                        server.posting("/v1/summarize", "{\"text\":\"explode\"}")
                                .header("X-Request-Id", "mine-1"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .isEqualTo(
                        "{\"error\":\"the server failed; its log says why under request mine-1\","
                                + "\"requestId\":\"mine-1\"}");
    }

    @Test
    void when_aTextIsTranslated_then_theRecordIsGiven() {
        HttpResponse<String> response =
                server.post(
                        "/v1/translate", "{\"id\":\"d\",\"text\":\"Hello.\",\"target\":\"de\"}");

        assertThat(response.body())
                .isEqualTo(
                        "{\"translation\":{\"documentId\":\"d\",\"target\":\"de\","
                                + "\"text\":\"de:Hello.\",\"coverage\":1.0}}");
    }

    @Test
    void when_alternativesAreAsked_then_theyStandBesideTheRecord() {
        String body = "{\"id\":\"d\",\"text\":\"Hello.\",\"target\":\"de\",\"alternatives\":%s}";
        assertThat(server.post("/v1/translate", body.formatted(1)).body())
                .endsWith(
                        "\"coverage\":1.0},\"alternatives\":[{\"text\":\"de:Hello.1\","
                                + "\"logProbability\":-1.0,\"segments\":[]}]}");
        HttpResponse<String> tooMany = server.post("/v1/translate", body.formatted(11));
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("11, expected 0 to 10");
    }

    @Test
    void when_modelsAreAsked_then_theyAreListed() {
        JsonObject page = json(server.get("/v1/models"));

        assertThat(page.getAsJsonArray("models").get(0).toString())
                .isEqualTo(
                        "{\"name\":\"shouter\",\"id\":\"fake/shouter\",\"revision\":\"abc\","
                                + "\"type\":\"marian\",\"maxTokens\":512,"
                                + "\"sourceLanguages\":[\"en\"],\"targetLanguages\":[\"de\"]}");
        assertThat(page.get("summarize").getAsBoolean()).isTrue();
        assertThat(page.getAsJsonArray("translate")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"/health/live", "/health/ready"})
    void when_healthIsAsked_then_itIsUp(String path) {
        HttpResponse<String> response = server.get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"up\",\"live\":true,\"ready\":true}");
    }

    @Test
    void when_theMethodIsHead_then_thereIsNoBody() {
        HttpResponse<String> response =
                server.send(
                        server.request("/health")
                                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void when_aRequestHasAnId_then_itIsKeptIfGoodAndReplacedIfNot() {
        HttpResponse<String> kept =
                server.send(server.request("/health").GET().header("X-Request-Id", "a.b:c-1"));
        HttpResponse<String> replaced =
                server.send(server.request("/health").GET().header("X-Request-Id", "a b{}"));

        assertThat(kept.headers().firstValue("X-Request-Id")).hasValue("a.b:c-1");
        assertThat(replaced.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
    }

    @Test
    void when_requestsAreAnswered_then_theAccessLogHasALineForEach() {
        server.send(server.request("/health").GET().header("X-Request-Id", "logged"));

        assertThat(server.accessLog)
                .anyMatch(
                        line ->
                                Pattern.matches(
                                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z 127.0.0.1 GET"
                                                + " /health 200 \\d+ B \\d+ ms logged",
                                        line));
    }

    @Test
    void when_thePathIsUnknown_then_itIsNotFound() {
        HttpResponse<String> response = server.get("/v1/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response)).contains("GET /v1/nothing");
    }

    @Test
    void when_theMethodIsWrong_then_itIsSaid() {
        HttpResponse<String> response = server.get("/v1/generate");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(error(response)).isEqualTo("GET /v1/generate, expected another method");
    }

    @ParameterizedTest
    @CsvSource({"/v1/generate", "/v1/summarize", "/v1/translate", "/v1/score", "/translate"})
    void when_somethingIsNotServed_then_itIsSaid(String path) {
        Services none = new Services(Map.of(), null, null, null, null, Map.of());
        try (var bare = TestServer.start(none)) {
            String text = path.startsWith("/v1") ? "text" : "q";
            HttpResponse<String> response =
                    bare.post(
                            path,
                            "{\"%s\":\"a\",\"source\":\"en\",\"target\":\"de\"}".formatted(text));

            assertThat(response.statusCode()).isEqualTo(501);
            assertThat(error(response)).contains("served");
        }
    }

    private static java.time.Duration seconds(int count) {
        return java.time.Duration.ofSeconds(count);
    }
}
