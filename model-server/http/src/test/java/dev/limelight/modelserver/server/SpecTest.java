package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.server.fixture.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The OpenAPI document against the server itself. */
@Tag("slow")
class SpecTest {

    private static final Pattern REFERENCE = Pattern.compile("\"#/components/schemas/(\\w+)\"");

    private static TestServer server;
    private static JsonObject spec;

    @BeforeAll
    static void start() {
        server = TestServer.withFakes(ServerOptions.local());
        spec = json(server.get("/spec"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void when_aRouteIsServed_then_itIsInTheSpecAndTheOtherWayRound() {
        var described = new TreeSet<String>();
        for (Map.Entry<String, JsonElement> path : spec.getAsJsonObject("paths").entrySet()) {
            for (String method : path.getValue().getAsJsonObject().keySet()) {
                described.add(method + " " + path.getKey().replaceAll("\\{(\\w+)}", ":$1"));
            }
        }
        assertThat(described).isEqualTo(new TreeSet<>(server.server.served()));
    }

    @Test
    void when_aSchemaIsReferredTo_then_itIsThere() {
        List<String> names =
                REFERENCE.matcher(spec.toString()).results().map(m -> m.group(1)).toList();
        var schemas = spec.getAsJsonObject("components").getAsJsonObject("schemas").keySet();
        assertThat(names).isNotEmpty().isSubsetOf(schemas);
        assertThat(schemas).isSubsetOf(names);
        assertThat(spec.get("openapi").getAsString()).startsWith("3.");
    }

    @Test
    void when_ourPathsGetAFieldThatTheSpecHas_then_itIsKnown() {
        for (String path :
                List.of(
                        "/v1/summarize",
                        "/v1/translate",
                        "/v1/guard",
                        "/v1/score",
                        "/v1/generate")) {
            List<String> refused = new ArrayList<>();
            for (String field : fields(path)) {
                String body = "{\"%s\":{\"a\":[]}}".formatted(field);
                String error = json(server.post(path, body)).get("error").getAsString();
                if (error.startsWith("unknown field")) {
                    refused.add(field);
                }
            }
            assertThat(refused).as(path).isEmpty();
            String error = json(server.post(path, "{\"lenght\":1}")).get("error").getAsString();
            assertThat(error).startsWith("unknown field \"lenght\", expected some of ");
            assertThat(List.of(error.split("some of ", 2)[1].split(", ")))
                    .containsExactlyInAnyOrderElementsOf(fields(path));
        }
    }

    @Test
    void when_docsAreRead_then_noOtherHostIsAsked() {
        var docs = server.get("/docs");
        assertThat(docs.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(docs.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        List<String> addresses =
                Pattern.compile("(?:https?:)?//[a-z][\\w.]+")
                        .matcher(docs.body())
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(addresses).isEmpty();
        assertThat(docs.body()).contains("fetch(\"spec\")");
    }

    private static List<String> fields(String path) {
        String name =
                spec.getAsJsonObject("paths")
                        .getAsJsonObject(path)
                        .getAsJsonObject("post")
                        .getAsJsonObject("requestBody")
                        .getAsJsonObject("content")
                        .getAsJsonObject("application/json")
                        .getAsJsonObject("schema")
                        .get("$ref")
                        .getAsString()
                        .replaceFirst(".*/", "");
        return List.copyOf(
                spec.getAsJsonObject("components")
                        .getAsJsonObject("schemas")
                        .getAsJsonObject(name)
                        .getAsJsonObject("properties")
                        .keySet());
    }
}
