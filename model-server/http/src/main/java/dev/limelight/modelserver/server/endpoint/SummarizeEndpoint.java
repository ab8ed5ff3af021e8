package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.service.SummarizeRequest;
import dev.limelight.modelserver.server.service.TextSummarizer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/summarize}: answers with the two records of the topics. */
public final class SummarizeEndpoint implements Endpoint {

    private static final List<String> FIELDS =
            List.of("text", "id", "language", "length", "method", "model", "metadata");

    private final @Nullable TextSummarizer summarizer;
    private final Characters characters;

    public SummarizeEndpoint(@Nullable TextSummarizer summarizer, int maxCharacters) {
        this.summarizer = summarizer;
        this.characters = new Characters(maxCharacters);
    }

    @Override
    public String answer(Call call) {
        if (summarizer == null) {
            throw new HttpError(Problem.NOT_SERVED, "summaries are not served here");
        }
        return JsonText.writeRecord(summarizer.summarize(request(call), call.cancellation()));
    }

    private SummarizeRequest request(Call call) {
        Fields fields = call.fields().only(FIELDS);
        return new SummarizeRequest(
                Objects.requireNonNullElse(fields.textOrNull("id"), call.id()),
                characters.checked(fields.text("text")),
                fields.textOrNull("language"),
                fields.textOrNumber("length"),
                fields.textOrNull("method"),
                fields.textOrNull("model"),
                fields.map("metadata"));
    }
}
