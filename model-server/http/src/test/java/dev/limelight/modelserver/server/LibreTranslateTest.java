package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.any;
import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static dev.limelight.modelserver.server.fixture.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.server.fixture.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected answers are those of LibreTranslate's source, version 1.6. */
@Tag("slow")
class LibreTranslateTest {

    @RegisterExtension static final TestServer server = TestServer.withSizes(10_000, 100);

    @Test
    void when_aTextIsTranslated_then_itsTranslationIsGiven() {
        HttpResponse<String> response =
                server.post(
                        "/translate",
                        "{\"q\":\"Hello <you> & me\",\"source\":\"en\",\"target\":\"de\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"translatedText\":\"de:Hello <you> & me\"}");
    }

    @Test
    void when_aListIsTranslated_then_orderAndBlanksAreKept() {
        HttpResponse<String> response =
                server.post(
                        "/translate",
                        "{\"q\":[\"a\",\" \",\"b\"],\"source\":\"en\",\"target\":\"fr\","
                                + "\"format\":\"text\",\"api_key\":\"\"}");

        assertThat(response.body()).isEqualTo("{\"translatedText\":[\"fr:a\",\" \",\"fr:b\"]}");
    }

    @Test
    void when_theSourceIsAuto_then_theDetectedLanguageIsSaid() {
        HttpResponse<String> response =
                server.post("/translate", "{\"q\":\"für\",\"source\":\"auto\",\"target\":\"en\"}");

        assertThat(response.body())
                .isEqualTo(
                        "{\"translatedText\":\"en:für\","
                                + "\"detectedLanguage\":{\"confidence\":90.0,\"language\":\"de\"}}");
    }

    @Test
    void when_aListsSourceIsAuto_then_shortTextsAreJudgedTogether() {
        String longText = "x".repeat(41);
        JsonObject answer =
                json(
                        server.post(
                                "/translate",
                                "{\"q\":[\"%s\",\"b\"],\"source\":\"auto\",\"target\":\"de\"}"
                                        .formatted(longText)));

        assertThat(answer.getAsJsonArray("detectedLanguage").toString())
                .isEqualTo(
                        "[{\"confidence\":87.7,\"language\":\"en\"},"
                                + "{\"confidence\":87.7,\"language\":\"en\"}]");
    }

    /** The fake has two others of a text at most. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'q':'a','alternatives':1}|{'translatedText':'de:a','alternatives':['de:a1']}",
                "{'q':'a','alternatives':9}|{'translatedText':'de:a','alternatives':['de:a1','de:a2']}",
                "{'q':'a','alternatives':0}|{'translatedText':'de:a'}",
                "{'q':['a','b'],'alternatives':1}|{'translatedText':['de:a','de:b'],'alternatives':[['de:a1'],['de:b1']]}",
                "{'q':'<p>a</p> 1','format':'html','alternatives':1}|{'translatedText':'<p>de:a</p> 1','alternatives':['<p>de:a1</p> 1']}",
                "{'q':'7','alternatives':2}|{'translatedText':'7','alternatives':[]}",
            })
    void when_alternativesAreAsked_then_otherTranslationsOfTheWholeAreGiven(
            String fields, String answer) {
        String body = fields.replace("}", ",'source':'en','target':'de'}").replace('\'', '"');
        assertThat(JsonParser.parseString(server.post("/translate", body).body()))
                .isEqualTo(JsonParser.parseString(answer.replace('\'', '"')));
    }

    @Test
    void when_aFormIsTranslated_then_itsTranslationIsGiven() {
        HttpResponse<String> response =
                server.form(
                        "/translate",
                        "q=F%C3%BCr+dich%0D%0A2&source=en&target=de&format=text&alternatives=0");

        assertThat(response.body()).isEqualTo("{\"translatedText\":\"de:Für dich\\n2\"}");
    }

    @Test
    void when_aMultipartFormIsTranslated_then_itsTranslationIsGiven() {
        String part = "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String body =
                part.formatted("q", "Hello")
                        + part.formatted("source", "en")
                        + part.formatted("target", "de")
                        + "--B--\r\n";
        HttpResponse<String> response =
                server.send(
                        server.request("/translate")
                                .header("Content-Type", "multipart/form-data; boundary=B")
                                .POST(BodyPublishers.ofString(body)));

        assertThat(response.body()).isEqualTo("{\"translatedText\":\"de:Hello\"}");
    }

    @Test
    void when_aQueryStringIsTranslated_then_itsTranslationIsGiven() {
        HttpResponse<String> response =
                server.send(
                        server.request("/translate?q=Hi+you&source=en&target=de")
                                .POST(BodyPublishers.noBody()));

        assertThat(response.body()).isEqualTo("{\"translatedText\":\"de:Hi you\"}");
    }

    @Test
    void when_htmlIsTranslated_then_theMarkupIsKept() {
        assertThat(
                        server.post(
                                        "/translate",
                                        "{\"q\":[\"<p>a</p><p>b &amp; c</p>\",\"<br>\"],"
                                                + "\"source\":\"auto\",\"target\":\"de\","
                                                + "\"format\":\"html\"}")
                                .body())
                .startsWith("{\"translatedText\":[\"<p>de:a</p><p>de:b &amp; c</p>\",\"<br>\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'source':'en','target':'de'}|missing q parameter",
                "{'q':'','source':'en','target':'de'}|missing q parameter",
                "{'q':'a','target':'de'}|missing source parameter",
                "{'q':'a','source':'en'}|missing target parameter",
                "{'q':[],'source':'en','target':'de'}|missing q parameter",
                "{'q':[1],'source':'en','target':'de'}|\"q\" is 1, expected a string",
                "{'q':{},'source':'en','target':'de'}|\"q\" is {}, expected a string",
                "{'q':'a','source':'xx','target':'de'}|xx is not supported",
                "{'q':'a','source':'en','target':'xx'}|xx is not supported",
                "{'q':'a','source':'de','target':'fr'}|French (fr) is not available as a target",
                "{'q':'a','source':'en','target':'de','format':'pdf'}|pdf format is not supported",
                "{'q':'a','source':'en','target':'de','alternatives':'x'}|alternatives parameter is not a number",
            })
    void when_aRequestCannotBeTranslated_then_itIsRefusedWith400(String body, String message) {
        assertThat(server.refusal("/translate", body)).contains(message);
    }

    @Test
    void when_aTextHasTooManyCharacters_then_itIsRefusedWith400() {
        HttpResponse<String> response =
                server.post(
                        "/translate",
                        "{\"q\":[\"%s\",\"b\"],\"source\":\"en\",\"target\":\"de\"}"
                                .formatted("a".repeat(100)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response))
                .isEqualTo("Invalid request: request (101) exceeds text limit (100)");
    }

    @Test
    void when_aLanguageIsDetected_then_guessesAreListed() {
        assertThat(server.form("/detect", "q=f%C3%BCr").body())
                .isEqualTo(
                        "[{\"confidence\":90.0,\"language\":\"de\"},"
                                + "{\"confidence\":10.0,\"language\":\"en\"}]");
    }

    @Test
    void when_aTextHasNoLanguage_then_detectSaysSoAsLibreTranslateDoes() {
        assertThat(server.post("/detect", "{\"q\":\"123\"}").body())
                .isEqualTo("[{\"confidence\":0.0,\"language\":\"en\"}]");
    }

    @Test
    void when_languagesAreAsked_then_eachIsListedWithItselfAndThoseThatAreTargetsOnly() {
        assertThat(server.get("/languages").body())
                .isEqualTo(
                        "[{\"code\":\"en\",\"name\":\"English\",\"targets\":[\"de\",\"en\",\"fr\"]},"
                                + "{\"code\":\"de\",\"name\":\"German\",\"targets\":[\"de\",\"en\"]},"
                                + "{\"code\":\"fr\",\"name\":\"French\",\"targets\":[\"fr\"]}]");
    }

    @Test
    void when_theTargetIsTheTextsOwnLanguage_then_nothingChanges() {
        assertThat(server.form("/translate", "q=f%C3%BCr&source=auto&target=de").body())
                .isEqualTo(
                        "{\"translatedText\":\"für\","
                                + "\"detectedLanguage\":{\"confidence\":90.0,\"language\":\"de\"}}");
    }

    @Test
    void when_settingsAreAsked_then_theyAreWhatTheFrontEndReads() {
        assertThat(any(server.get("/frontend/settings")).getAsJsonObject().keySet())
                .containsExactlyInAnyOrder(
                        "apiKeys",
                        "charLimit",
                        "filesTranslation",
                        "frontendTimeout",
                        "keyRequired",
                        "language",
                        "suggestions",
                        "supportedFilesFormat");
    }

    @ParameterizedTest
    @CsvSource({"wrong,403", "'',403", "right,200"})
    void when_theFieldsHaveAnApiKey_then_itIsRead(String key, int status) {
        try (var keyed = TestServer.withKeys("other", "right")) {
            String form = "q=a&source=en&target=de&api_key=" + key;

            assertThat(keyed.form("/translate", form).statusCode()).isEqualTo(status);
            assertThat(keyed.get("/languages").statusCode()).isEqualTo(200);
        }
    }
}
