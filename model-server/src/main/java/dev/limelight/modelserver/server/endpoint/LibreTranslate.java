package dev.limelight.modelserver.server.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Replies;
import dev.limelight.modelserver.server.work.SourceLanguage;
import dev.limelight.modelserver.server.work.TextTranslator;
import dev.limelight.modelserver.server.work.TranslateRequest;
import dev.limelight.modelserver.server.work.Translated;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * LibreTranslate's API, so that its clients work unchanged: {@code POST /translate}, {@code POST
 * /detect}, {@code GET /languages}, {@code GET /frontend/settings}. Where its documentation is
 * silent, its version 1.6 is followed. Files and suggestions are not served; {@code alternatives}
 * are always empty.
 */
public final class LibreTranslate {

    private static final String AUTO = "auto";

    private final @Nullable TextTranslator translator;
    private final Guesses guesses;
    private final Characters characters;
    private final boolean keyRequired;

    public LibreTranslate(
            @Nullable TextTranslator translator,
            Guesses guesses,
            int maxCharacters,
            boolean keyRequired) {
        this.translator = translator;
        this.guesses = guesses;
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
        boolean alternatives = fields.count("alternatives", 0) > 0;
        characters.check(texts);
        boolean html = isHtml(fields.textOrNull("format"));
        List<Passage> passages = texts.stream().map(text -> Passage.of(text, html)).toList();
        boolean auto = source.equals(AUTO);
        List<Guesses.Guess> detected =
                auto
                        ? guesses.of(passages.stream().map(LibreTranslate::plain).toList(), codes())
                        : List.of();
        List<String> sources =
                auto
                        ? detected.stream().map(Guesses.Guess::language).toList()
                        : texts.stream().map(any -> source).toList();
        List<String> translated = translate(call, texts, passages, sources, target);
        return JsonText.write(
                new Answer(
                        isList ? translated : translated.get(0),
                        detected.isEmpty() ? null : isList ? detected : detected.get(0),
                        alternatives ? alternatives(isList, texts.size()) : null));
    }

    /** {@code POST /detect}. */
    public String detect(Call call) {
        List<String> texts = call.fields().texts("q");
        characters.check(texts);
        return JsonText.write(guesses.all(String.join("\n", texts)));
    }

    /** {@code GET /languages}. */
    public void languages(RoutingContext context) {
        Replies.json(context, 200, JsonText.write(languages()));
    }

    /** {@code GET /frontend/settings}. */
    public void settings(RoutingContext context) {
        var language = new JsonObject();
        language.add("source", named(AUTO, "Auto Detect"));
        sources().stream()
                .flatMap(each -> each.targets().stream())
                .findFirst()
                .ifPresent(code -> language.add("target", named(code, Guesses.name(code))));
        var settings = new JsonObject();
        settings.addProperty("apiKeys", keyRequired);
        settings.addProperty("charLimit", characters.max());
        settings.addProperty("frontendTimeout", 500);
        settings.addProperty("keyRequired", keyRequired);
        settings.add("language", language);
        settings.addProperty("suggestions", false);
        settings.add("supportedFilesFormat", new JsonArray());
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

    /** What has nothing to translate in it, or is in the target already, comes back as it is. */
    private List<String> translate(
            Call call,
            List<String> texts,
            List<Passage> passages,
            List<String> sources,
            String target) {
        TextTranslator served = TranslateEndpoint.served(translator);
        Set.copyOf(sources).forEach(source -> checkPair(source, target));
        List<TranslateRequest> requests = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            String source = sources.get(i);
            for (String text :
                    source.equals(target) ? List.<String>of() : passages.get(i).texts()) {
                String id = call.id() + "-" + requests.size();
                requests.add(new TranslateRequest(id, text, source, target, call.left()));
            }
        }
        Iterator<Translated> answers = served.translate(requests, call.cancellation()).iterator();
        List<String> results = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            results.add(
                    sources.get(i).equals(target)
                            ? texts.get(i)
                            : passage.with(
                                    Stream.generate(answers::next)
                                            .limit(passage.texts().size())
                                            .toList()));
        }
        return results;
    }

    private static String plain(Passage passage) {
        return String.join("\n", passage.texts());
    }

    private static Object alternatives(boolean isList, int texts) {
        List<List<String>> none =
                IntStream.range(0, texts).mapToObj(i -> List.<String>of()).toList();
        return isList ? none : none.get(0);
    }

    private static boolean isHtml(@Nullable String format) {
        String asked = Objects.requireNonNullElse(format, "text");
        if (!Set.of("", "text", "html").contains(asked)) {
            throw HttpError.invalid(
                    "%s format is not supported, expected \"text\" or \"html\"".formatted(asked));
        }
        return asked.equals("html");
    }

    private void checkPair(String source, String target) {
        List<SourceLanguage> known = languages();
        SourceLanguage from =
                known.stream()
                        .filter(each -> each.code().equals(source))
                        .findFirst()
                        .orElseThrow(() -> unsupported(source, codes()));
        if (known.stream().noneMatch(each -> each.code().equals(target))) {
            throw unsupported(target, codes());
        }
        if (!from.targets().contains(target)) {
            throw HttpError.invalid(
                    "%s (%s) is not available as a target language from %s (%s), expected one of %s"
                            .formatted(
                                    Guesses.name(target),
                                    target,
                                    from.name(),
                                    source,
                                    from.targets()));
        }
    }

    private static HttpError unsupported(String code, Iterable<String> known) {
        return HttpError.invalid(
                "%s is not supported, expected one of %s"
                        .formatted(code, String.join(", ", known)));
    }

    /**
     * As LibreTranslate lists them: each language is a target of itself, and those that are targets
     * only are listed, too, because some clients take the list for both sides.
     */
    private List<SourceLanguage> languages() {
        Map<String, Set<String>> targets = new LinkedHashMap<>();
        for (SourceLanguage source : sources()) {
            targets.computeIfAbsent(source.code(), LibreTranslate::itself).addAll(source.targets());
        }
        sources().stream()
                .flatMap(source -> source.targets().stream())
                .forEach(target -> targets.computeIfAbsent(target, LibreTranslate::itself));
        return targets.entrySet().stream()
                .map(
                        each ->
                                new SourceLanguage(
                                        each.getKey(),
                                        Guesses.name(each.getKey()),
                                        List.copyOf(each.getValue())))
                .toList();
    }

    private static Set<String> itself(String code) {
        return new TreeSet<>(Set.of(code));
    }

    private List<String> codes() {
        return languages().stream().map(SourceLanguage::code).toList();
    }

    private List<SourceLanguage> sources() {
        return translator == null ? List.of() : translator.languages();
    }

    private static JsonObject named(String code, String name) {
        var language = new JsonObject();
        language.addProperty("code", code);
        language.addProperty("name", name);
        return language;
    }
}
