package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.any;
import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static dev.limelight.modelserver.server.fixture.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import dev.limelight.modelserver.server.fixture.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What LibreTranslate's own tests ask of a server, of ours. */
@Tag("slow")
class LibreTranslateContractTest {

    @RegisterExtension static final TestServer server = TestServer.withSizes(10_000, 100);

    @Test
    void when_healthIsAsked_then_thatIsAllItSays() {
        assertThat(server.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/spec", "/languages", "/frontend/settings"})
    void when_somethingToLookAtIsPosted_then_405(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(200);
        assertThat(server.form(path, "").statusCode()).isEqualTo(405);
    }

    @Test
    void when_aLanguageIsDetected_then_aListOfGuesses() {
        JsonArray guesses = any(server.form("/detect", "q=Hello")).getAsJsonArray();
        assertThat(guesses).isNotEmpty();
        assertThat(guesses.get(0).getAsJsonObject().keySet()).contains("confidence", "language");
        assertThat(server.get("/detect").statusCode()).isEqualTo(405);
        HttpResponse<String> nothing =
                server.send(server.request("/detect").POST(BodyPublishers.noBody()));
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(error(nothing)).isEqualTo("Invalid request: missing q parameter");
    }

    @Test
    void when_languagesAreListed_then_eachHasACodeAndAName() {
        JsonArray languages = any(server.get("/languages")).getAsJsonArray();
        assertThat(languages).isNotEmpty();
        assertThat(languages)
                .allMatch(each -> each.getAsJsonObject().keySet().contains("code"))
                .allMatch(each -> each.getAsJsonObject().keySet().contains("name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "q=Hello&source=en&target=zz           | zz is not supported",
                "q=Hello&source=zz&target=de           | zz is not supported",
                "source=en&target=de                   | Invalid request: missing q parameter",
                "q=&source=en&target=de                | Invalid request: missing q parameter",
                "q=Hello&target=de                     | Invalid request: missing source parameter",
                "q=Hello&source=en                     | Invalid request: missing target parameter",
                "q=Hello&source=en&target=de&format=xml| xml format is not supported",
                "q=Hello&source=en&target=de&alternatives=abc"
                        + "| Invalid request: alternatives parameter is not a number",
                "q=Hello&source=en&target=de&alternatives=11"
                        + "| Invalid request: alternatives parameter must be <= 10",
                "q=Hello&source=de&target=fr"
                        + "| French (fr) is not available as a target language from German (de)",
            })
    void when_aFormIsWrong_then_itsWordsAndOursBeside(String form, String words) {
        HttpResponse<String> response = server.form("/translate", form.strip());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(words);
        assertThat(json(response).get("detail").getAsString()).contains("expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "['not', 'a', 'dict']                       | Invalid JSON format",
                "{'q': 'a'                                  | Invalid JSON format",
                "{'q': [], 'source': 'en', 'target': 'de'}  | Invalid request: missing q parameter",
            })
    void when_jsonIsWrong_then_itsWords(String body, String words) {
        HttpResponse<String> response = server.post("/translate", body.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).isEqualTo(words);
    }

    @Test
    void when_theTextIsTooLong_then_400InItsWords() {
        HttpResponse<String> response =
                server.form("/translate", "source=en&target=de&q=" + "a".repeat(101));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response))
                .isEqualTo("Invalid request: request (101) exceeds text limit (100)");
    }

    @Test
    void when_nothingCanBeTranslated_then_theTextItself() {
        assertThat(
                        server.post(
                                        "/translate",
                                        "{\"q\":[\"\ud83d\ude00\",\"1 + 2\"],\"source\":\"en\","
                                                + "\"target\":\"de\"}")
                                .body())
                .isEqualTo("{\"translatedText\":[\"\ud83d\ude00\",\"1 + 2\"]}");
    }

    @Test
    void when_aKeyIsWrong_then_403InItsWords() {
        try (var locked = TestServer.withKeys("k")) {
            HttpResponse<String> response =
                    locked.form("/translate", "q=a&source=en&target=de&api_key=x");
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(error(response)).isEqualTo("Invalid API key");
        }
    }
}
