package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.work.SummarizeRequest;
import dev.limelight.modelserver.server.work.Summarized;
import dev.limelight.modelserver.server.work.TextSummarizer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/summarize}: answers with the two records of the topics. */
public final class SummarizeEndpoint implements Endpoint {

    private static final List<String> FIELDS =
            List.of("text", "id", "language", "length", "method", "metadata");

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
        Summarized done = summarizer.summarize(request(call), call.cancellation());
        return "{\"summary\":%s,\"salience\":%s}".formatted(done.summary(), done.salience());
    }

    private SummarizeRequest request(Call call) {
        Fields fields = call.fields().only(FIELDS);
        return new SummarizeRequest(
                Objects.requireNonNullElse(fields.textOrNull("id"), call.id()),
                characters.checked(fields.text("text")),
                fields.textOrNull("language"),
                fields.textOrNumber("length"),
                fields.textOrNull("method"),
                fields.map("metadata"));
    }
}
