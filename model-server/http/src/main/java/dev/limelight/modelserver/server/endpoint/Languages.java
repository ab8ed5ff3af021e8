package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.service.SourceLanguage;
import dev.limelight.modelserver.server.service.TextTranslator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The language pairs of the server, as LibreTranslate lists and refuses them. Thread-safe. */
final class Languages {

    private final @Nullable TextTranslator translator;

    Languages(@Nullable TextTranslator translator) {
        this.translator = translator;
    }

    /** Pairs of languages, by source. */
    List<SourceLanguage> sources() {
        return translator == null ? List.of() : translator.languages();
    }

    /**
     * As LibreTranslate lists them: each language is a target of itself, and those that are targets
     * only are listed, too, because some clients take the list for both sides.
     */
    List<SourceLanguage> all() {
        Map<String, Set<String>> targets = new LinkedHashMap<>();
        for (SourceLanguage source : sources()) {
            targets.computeIfAbsent(source.code(), Languages::itself).addAll(source.targets());
        }
        sources().stream()
                .flatMap(source -> source.targets().stream())
                .forEach(target -> targets.computeIfAbsent(target, Languages::itself));
        return targets.entrySet().stream()
                .map(
                        each ->
                                new SourceLanguage(
                                        each.getKey(),
                                        LanguageDetection.name(each.getKey()),
                                        List.copyOf(each.getValue())))
                .toList();
    }

    /** The codes of all. */
    List<String> codes() {
        return all().stream().map(SourceLanguage::code).toList();
    }

    /**
     * Checks that a language is listed.
     *
     * @throws HttpError {@code INVALID} if it is not
     */
    SourceLanguage checked(String code) {
        return all().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> unsupported(code));
    }

    /**
     * Checks that there is a way from one language to another.
     *
     * @throws HttpError {@code INVALID} if there is none
     */
    void checkPair(String source, String target) {
        SourceLanguage from = checked(source);
        SourceLanguage to = checked(target);
        if (!from.targets().contains(target)) {
            String refusal =
                    "%s (%s) is not available as a target language from %s (%s)"
                            .formatted(to.name(), target, from.name(), source);
            throw HttpError.invalid("%s, expected one of %s".formatted(refusal, from.targets()))
                    .asLibreTranslate(refusal);
        }
    }

    /** The error for a language that is not listed. */
    HttpError unsupported(String code) {
        String refusal = code + " is not supported";
        return HttpError.invalid("%s, expected one of %s".formatted(refusal, listed()))
                .asLibreTranslate(refusal);
    }

    private String listed() {
        return String.join(", ", codes());
    }

    private static Set<String> itself(String code) {
        return new TreeSet<>(Set.of(code));
    }
}
