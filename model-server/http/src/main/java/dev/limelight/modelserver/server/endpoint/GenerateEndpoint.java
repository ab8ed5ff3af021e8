package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/generate}: runs a model without any processing around it. */
public final class GenerateEndpoint implements Endpoint {

    private static final List<String> FIELDS =
            List.of("text", "model", "source", "target", "settings", "attention");

    private final Map<String, Seq2SeqClient> models;
    private final Characters characters;

    /**
     * Creates the endpoint.
     *
     * @param models by name; where there is one only, requests need not name it
     */
    public GenerateEndpoint(Map<String, Seq2SeqClient> models, int maxCharacters) {
        this.models = models;
        this.characters = new Characters(maxCharacters);
    }

    @Override
    public String answer(Call call) {
        Fields fields = call.fields().only(FIELDS);
        Seq2SeqClient model = model(fields.textOrNull("model"));
        boolean attention = fields.flag("attention");
        GenerateRequest request =
                new GenerateRequest(
                        characters.checked(text(fields)),
                        fields.textOrNull("source"),
                        fields.textOrNull("target"),
                        fields.object("settings"),
                        call.left());
        GenerateResult result = call.cancellation().await(model.generate(request));
        return JsonText.write(GenerateAnswer.of(request.text(), result, attention));
    }

    /** An empty text is a text to a model. */
    private static String text(Fields fields) {
        String text = fields.textOrNull("text");
        if (text == null) {
            throw Fields.missing("text", "\"text\"");
        }
        return text;
    }

    private Seq2SeqClient model(@Nullable String name) {
        if (models.isEmpty()) {
            throw new HttpError(
                    Problem.NOT_SERVED, "no model is served, expected a start with --model DIR");
        }
        if (name == null && models.size() > 1) {
            throw Fields.missing("model", "one of %s".formatted(models.keySet()));
        }
        Seq2SeqClient model = name == null ? models.values().iterator().next() : models.get(name);
        if (model == null) {
            throw new HttpError(
                    Problem.NOT_FOUND,
                    "model \"%s\", expected one of %s".formatted(name, models.keySet()));
        }
        return model;
    }
}
