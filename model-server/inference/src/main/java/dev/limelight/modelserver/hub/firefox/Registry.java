package dev.limelight.modelserver.hub.firefox;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.WebAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the registry lists.
 *
 * @param base where the paths of its files begin
 * @param models in the order of their pairs
 */
record Registry(URI base, List<RegistryModel> models) {

    private static final List<String> ROLES =
            List.of("model", "lexicalShortlist", "vocab", "srcVocab", "trgVocab");

    /**
     * Reads the registry's JSON document.
     *
     * @param address where it comes from, for the message
     * @throws HubException when it is none, or names files elsewhere
     */
    static Registry parse(String json, URI address) {
        try {
            JsonObject document = JsonParser.parseString(json).getAsJsonObject();
            String base = document.get("baseUrl").getAsString();
            List<RegistryModel> models = new ArrayList<>();
            var pairs = new TreeMap<>(document.getAsJsonObject("models").asMap());
            pairs.forEach(
                    (pair, all) ->
                            all.getAsJsonArray().forEach(one -> models.add(model(pair, one))));
            return new Registry(WebAddress.parse(base).orElseThrow(() -> no(base)), models);
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | NullPointerException e) {
            throw new HubException(
                    "%s is no registry of Firefox Translations, expected baseUrl and models; check %s"
                            .formatted(address, FirefoxSettings.VARIABLE),
                    e);
        }
    }

    /**
     * The best released model of a pair.
     *
     * @param architecture the one that is wanted; null for any
     * @throws HubException when there is none, with what there is
     */
    RegistryModel best(String pair, @Nullable String architecture) {
        return of(pair).filter(RegistryModel::isReleased)
                .filter(each -> architecture == null || each.architecture().equals(architecture))
                .min(Comparator.comparingInt(RegistryModel::rank))
                .orElseThrow(() -> none(pair, architecture));
    }

    /** Where a file lies. */
    URI address(RegistryFile file) {
        return URI.create(base + "/" + WebAddress.encodedPath(file.path()));
    }

    private Stream<RegistryModel> of(String pair) {
        return models.stream().filter(each -> each.pair().equals(pair));
    }

    private HubException none(String pair, @Nullable String architecture) {
        String there =
                of(pair).map(each -> "%s (%s)".formatted(each.architecture(), each.status()))
                        .collect(Collectors.joining(", "));
        String wanted = architecture == null ? "model" : architecture + " model";
        return new HubException(
                there.isEmpty()
                        ? "the registry has no model %s; 'limelight models pull firefox --list' shows all"
                                .formatted(pair)
                        : "the registry has no released %s %s, it has %s"
                                .formatted(wanted, pair, there));
    }

    private static HubException no(String base) {
        return new HubException(
                "the registry has the baseUrl %s, expected an http or https address"
                        .formatted(base));
    }

    private static RegistryModel model(String pair, JsonElement element) {
        JsonObject model = element.getAsJsonObject();
        JsonObject files = model.getAsJsonObject("files");
        return new RegistryModel(
                word(pair, "[A-Za-z]+(_[A-Za-z]+)?-[A-Za-z]+(_[A-Za-z]+)?"),
                word(model.get("architecture").getAsString(), "[A-Za-z0-9][A-Za-z0-9_-]*"),
                text(model, "releaseStatus").orElse("unknown"),
                model.get("sourceLanguage").getAsString(),
                model.get("targetLanguage").getAsString(),
                ROLES.stream()
                        .filter(files::has)
                        .map(files::getAsJsonObject)
                        .map(Registry::file)
                        .toList(),
                metrics(model.get("metrics")));
    }

    private static RegistryFile file(JsonObject file) {
        return new RegistryFile(
                file.get("path").getAsString(),
                text(file, "uncompressedSize").map(Long::parseLong).orElse(-1L),
                text(file, "uncompressedHash").orElse(null));
    }

    /** Words that become names of folders. */
    private static String word(String text, String allowed) {
        if (!text.matches(allowed)) {
            throw new HubException(
                    "the registry names '%s', expected letters and digits".formatted(text));
        }
        return text;
    }

    private static Map<String, String> metrics(@Nullable JsonElement metrics) {
        Map<String, String> all = new TreeMap<>();
        if (metrics != null && metrics.isJsonObject()) {
            metrics.getAsJsonObject()
                    .asMap()
                    .forEach((name, value) -> all.put(name, value.toString()));
        }
        return all;
    }

    private static Optional<String> text(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key))
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString);
    }
}
