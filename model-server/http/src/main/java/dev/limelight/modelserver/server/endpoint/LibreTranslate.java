package dev.limelight.modelserver.server.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Replies;
import dev.limelight.modelserver.server.passage.Passage;
import dev.limelight.modelserver.server.service.TextTranslator;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import dev.limelight.pipeline.translate.Translations;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * LibreTranslate's API, so that its clients work unchanged: {@code POST /translate}, {@code POST
 * /detect}, {@code POST /translate_file}, {@code GET /languages}, {@code GET /frontend/settings}.
 * Where its documentation is silent, this follows its version 1.6. Suggestions are not served.
 */
public final class LibreTranslate {

    private final PassageTranslator passages;
    private final LanguageDetection detection;
    private final Languages languages;
    private final Characters characters;
    private final boolean keyRequired;

    public LibreTranslate(
            @Nullable TextTranslator translator,
            LanguageDetection detection,
            int maxCharacters,
            boolean keyRequired) {
        this.detection = detection;
        this.languages = new Languages(translator);
        this.passages = new PassageTranslator(translator, detection, languages);
        this.characters = new Characters(maxCharacters);
        this.keyRequired = keyRequired;
    }

    /** {@code POST /translate}: {@code q} is a text or a list of texts, and so is the answer. */
    public String translate(Call call) {
        Fields fields = call.fields();
        List<String> texts = fields.texts("q");
        String source = fields.text("source");
        String target = fields.text("target");
        boolean isList = fields.isList("q");
        int alternatives = fields.countUpTo("alternatives", Translations.MOST_OTHERS);
        characters.check(texts);
        SourceFormat format = format(fields.textOrNull("format"));
        List<Passage> read =
                texts.stream().map(text -> PassageTranslator.passage(format, text)).toList();
        PassageTranslator.Result done =
                passages.translate(call, texts, read, source, target, alternatives);
        List<LanguageDetection.Guess> detected = done.detected();
        return JsonText.write(
                new Answer(
                        isList ? done.texts() : done.texts().get(0),
                        detected.isEmpty() ? null : isList ? detected : detected.get(0),
                        alternatives == 0
                                ? null
                                : isList ? done.alternatives() : done.alternatives().get(0)));
    }

    /** {@code POST /translate_file}: the files are kept in {@code results}. */
    public Endpoint translateFile(TranslatedFiles results) {
        return new TranslateFileEndpoint(passages, characters, results);
    }

    /** {@code POST /detect}. */
    public String detect(Call call) {
        List<String> texts = call.fields().texts("q");
        characters.check(texts);
        return JsonText.write(detection.all(String.join("\n", texts)));
    }

    /** {@code GET /languages}. */
    public void languages(RoutingContext context) {
        Replies.json(context, 200, JsonText.write(languages.all()));
    }

    /** {@code GET /frontend/settings}. */
    public void settings(RoutingContext context) {
        var language = new JsonObject();
        language.add("source", named("auto", "Auto Detect"));
        languages.sources().stream()
                .flatMap(each -> each.targets().stream())
                .findFirst()
                .ifPresent(
                        code -> language.add("target", named(code, LanguageDetection.name(code))));
        var settings = new JsonObject();
        settings.addProperty("apiKeys", keyRequired);
        settings.addProperty("charLimit", characters.max());
        settings.addProperty("filesTranslation", true);
        settings.addProperty("frontendTimeout", 500);
        settings.addProperty("keyRequired", keyRequired);
        settings.add("language", language);
        settings.addProperty("suggestions", false);
        var formats = new JsonArray();
        SourceFormat.allEndings().forEach(formats::add);
        settings.add("supportedFilesFormat", formats);
        Replies.json(context, 200, JsonText.write(settings));
    }

    /**
     * What a client gets.
     *
     * @param translatedText a text, or a list of texts
     * @param detectedLanguage a guess, or a list of guesses; null unless asked for
     * @param alternatives a list, or a list of lists; null unless asked for
     */
    private record Answer(
            Object translatedText,
            @Nullable Object detectedLanguage,
            @Nullable Object alternatives) {}

    private static SourceFormat format(@Nullable String name) {
        String asked = Objects.requireNonNullElse(name, "text");
        return switch (asked) {
            case "", "text" -> SourceFormat.TXT;
            case "html" -> SourceFormat.HTML;
            default ->
                    throw HttpError.invalid(
                                    "%s format is not supported, expected \"text\" or \"html\""
                                            .formatted(asked))
                            .asLibreTranslate(asked + " format is not supported");
        };
    }

    private static JsonObject named(String code, String name) {
        var language = new JsonObject();
        language.addProperty("code", code);
        language.addProperty("name", name);
        return language;
    }
}
