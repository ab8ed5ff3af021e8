package dev.limelight.modelserver.server.endpoint;

import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.TranslationRecord;
import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.request.GuardRequest;
import dev.limelight.modelserver.server.request.SummarizeRequest;
import dev.limelight.modelserver.server.request.TranslateRequest;
import dev.limelight.modelserver.server.request.Translated;
import dev.limelight.modelserver.server.service.Services;
import dev.limelight.modelserver.server.service.TextTranslator;
import dev.limelight.pipeline.sink.AlternativesRecord.Alternative;
import dev.limelight.pipeline.translate.Translations;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/summarize}, {@code /v1/translate} and {@code /v1/guard}: answer with the records
 * of the topics.
 */
public final class DocumentEndpoints {

    private static final List<String> SUMMARIZE =
            List.of("text", "id", "language", "length", "method", "model", "metadata", "policy");
    private static final List<String> TRANSLATE =
            List.of("text", "target", "source", "id", "policy", "alternatives");
    private static final List<String> GUARD = List.of("text", "id", "language", "policy");

    private final Services services;
    private final Characters characters;

    /**
     * Creates the endpoints.
     *
     * @param maxCharacters the most code points of a text
     */
    public DocumentEndpoints(Services services, int maxCharacters) {
        this.services = services;
        this.characters = new Characters(maxCharacters);
    }

    private record Translation(
            TranslationRecord translation,
            @Nullable List<Alternative> alternatives,
            @Nullable GuardAlertRecord guard) {}

    /** {@code POST /v1/summarize}. */
    public String summarize(Call call) {
        var summarizer = served(services.summarizer(), "summaries");
        Fields fields = call.fields().only(SUMMARIZE);
        var request =
                new SummarizeRequest(
                        id(call),
                        characters.checked(fields.text("text")),
                        fields.textOrNull("language"),
                        fields.textOrNumber("length"),
                        fields.textOrNull("method"),
                        fields.textOrNull("model"),
                        fields.map("metadata"),
                        fields.map("policy"));
        return JsonText.writeRecord(summarizer.summarize(request, call.cancellation()));
    }

    /** {@code POST /v1/translate}. */
    public String translate(Call call) {
        Fields fields = call.fields().only(TRANSLATE);
        var request =
                new TranslateRequest(
                        id(call),
                        characters.checked(fields.text("text")),
                        fields.textOrNull("source"),
                        fields.text("target"),
                        fields.map("policy"),
                        call.left(),
                        fields.countUpTo("alternatives", Translations.MOST_OTHERS));
        var done = served(services.translator()).translate(List.of(request), call.cancellation());
        Translated only = done.get(0);
        return JsonText.writeRecord(
                new Translation(
                        only.record(),
                        request.alternatives() == 0 ? null : only.alternatives(),
                        only.guard()));
    }

    /** {@code POST /v1/guard}. */
    public String guard(Call call) {
        Fields fields = call.fields().only(GUARD);
        var request =
                new GuardRequest(
                        id(call),
                        characters.checked(fields.text("text")),
                        fields.textOrNull("language"),
                        fields.map("policy"));
        return JsonText.writeRecord(served(services.guard(), "findings").inspect(request));
    }

    /**
     * The translator.
     *
     * @throws HttpError {@code NOT_SERVED} where there is none
     */
    static TextTranslator served(@Nullable TextTranslator translator) {
        return served(translator, "translations");
    }

    private static <S> S served(@Nullable S service, String what) {
        if (service == null) {
            throw new HttpError(Problem.NOT_SERVED, what + " are not served here");
        }
        return service;
    }

    private static String id(Call call) {
        return Objects.requireNonNullElse(call.fields().textOrNull("id"), call.id());
    }
}
