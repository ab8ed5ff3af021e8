package dev.limelight.modelserver.server.endpoint;

import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.service.TextTranslator;
import dev.limelight.modelserver.server.service.TranslateRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/translate}: answers with the record of the topic. */
public final class TranslateEndpoint implements Endpoint {

    private static final List<String> FIELDS = List.of("text", "target", "source", "id");

    private record Answer(TranslationRecord translation) {}

    private final @Nullable TextTranslator translator;
    private final Characters characters;

    public TranslateEndpoint(@Nullable TextTranslator translator, int maxCharacters) {
        this.translator = translator;
        this.characters = new Characters(maxCharacters);
    }

    @Override
    public String answer(Call call) {
        List<TranslateRequest> one = List.of(request(call));
        return JsonText.writeRecord(
                new Answer(served(translator).translate(one, call.cancellation()).get(0).record()));
    }

    static TextTranslator served(@Nullable TextTranslator translator) {
        if (translator == null) {
            throw new HttpError(Problem.NOT_SERVED, "translations are not served here");
        }
        return translator;
    }

    private TranslateRequest request(Call call) {
        Fields fields = call.fields().only(FIELDS);
        return new TranslateRequest(
                Objects.requireNonNullElse(fields.textOrNull("id"), call.id()),
                characters.checked(fields.text("text")),
                fields.textOrNull("source"),
                fields.text("target"),
                call.left());
    }
}
