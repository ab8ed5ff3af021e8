package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.pipeline.language.LanguageDetector.Guess;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.score.Scorer;
import dev.limelight.pipeline.translate.signals.Thresholds;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/score}: a given translation, read by a model. */
public final class ScoreEndpoint implements Endpoint {

    private static final List<String> FIELDS =
            List.of("text", "translation", "model", "source", "target");

    private final Map<String, Seq2SeqClient> models;
    private final @Nullable Function<String, List<Guess>> detector;
    private final Characters characters;

    /**
     * Creates the endpoint.
     *
     * @param models by name; a request need not name one where there is one only, or where the
     *     languages tell
     * @param detector the likeliest languages of a text; null where they must be said
     */
    public ScoreEndpoint(
            Map<String, Seq2SeqClient> models,
            @Nullable Function<String, List<Guess>> detector,
            int maxCharacters) {
        this.models = models;
        this.detector = detector;
        this.characters = new Characters(maxCharacters);
    }

    @Override
    public String answer(Call call) {
        Fields fields = call.fields().only(FIELDS);
        checkServed();
        String text = text(fields, "text");
        String translation = text(fields, "translation");
        String source = fields.textOrNull("source");
        String target = fields.textOrNull("target");
        Seq2SeqClient model =
                model(
                        fields.textOrNull("model"),
                        source == null ? detected(text) : source,
                        target == null ? detected(translation) : target);
        var scorer = new Scorer(model, source, target, Thresholds.DEFAULT);
        var pair = call.cancellation().await(scorer.score(text, translation, call.left()));
        return JsonText.writeRecord(scorer.record(pair));
    }

    private void checkServed() {
        if (models.isEmpty()) {
            throw new HttpError(
                    Problem.NOT_SERVED, "no model is served, expected a start with --model DIR");
        }
    }

    /** An empty text is a text to a model. */
    private String text(Fields fields, String name) {
        String text = fields.textOrNull(name);
        if (text == null) {
            throw Fields.missing(name, "\"%s\"".formatted(name));
        }
        return characters.checked(text);
    }

    private String detected(String text) {
        List<Guess> guesses = detector == null ? List.of() : detector.apply(text);
        return guesses.isEmpty() ? LanguageTags.UNDETERMINED : guesses.get(0).language();
    }

    private Seq2SeqClient model(@Nullable String name, String source, String target) {
        if (name == null && models.size() == 1) {
            return models.values().iterator().next();
        }
        Seq2SeqClient model = name == null ? forLanguages(source, target) : models.get(name);
        if (model == null) {
            throw new HttpError(
                    Problem.NOT_FOUND,
                    "model \"%s\", expected one of %s".formatted(name, models.keySet()));
        }
        return model;
    }

    private Seq2SeqClient forLanguages(String source, String target) {
        return models.values().stream()
                .filter(
                        model ->
                                has(model.info().sourceLanguages(), source)
                                        && has(model.info().targetLanguages(), target))
                .findFirst()
                .orElseThrow(
                        () ->
                                HttpError.invalid(
                                        "no model for \"source\" %s and \"target\" %s, expected other languages, or \"model\" with one of %s"
                                                .formatted(source, target, models.keySet())));
    }

    private static boolean has(List<String> languages, String tag) {
        return languages.stream()
                .anyMatch(each -> LanguageTags.isSame(each.replace('_', '-'), tag));
    }
}
