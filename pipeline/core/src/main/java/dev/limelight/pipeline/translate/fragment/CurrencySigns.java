package dev.limelight.pipeline.translate.fragment;

import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.translate.source.ModelText;
import dev.limelight.pipeline.translate.source.ModelText.CurrencySign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the currency signs belong that a model did not get: before the same number, which a
 * model writes as its language does, {@code 41.6} as {@code 41,6}. Stateless; linear in both texts.
 */
final class CurrencySigns {

    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}++(?:[.,'’]\\p{Nd}++)*+");
    private static final Pattern SEPARATOR = Pattern.compile("[.,'’]");

    private CurrencySigns() {}

    /**
     * The numbers of a target that the signs of its source belong to, in the order of the signs.
     *
     * @return null where the target does not have one of the numbers as often as the source
     */
    static @Nullable List<Span> places(ModelText source, String written) {
        if (source.currencySigns().isEmpty()) {
            return List.of();
        }
        Map<Integer, Span> places = counterparts(numbers(source.text()), numbers(written));
        List<Span> found = new ArrayList<>();
        for (CurrencySign sign : source.currencySigns()) {
            Span place = places.get(sign.at());
            if (place == null) {
                return null;
            }
            found.add(place);
        }
        return found;
    }

    /** For each place of a source number the target number; equal numbers keep their order. */
    private static Map<Integer, Span> counterparts(
            Map<String, List<Span>> source, Map<String, List<Span>> target) {
        Map<Integer, Span> counterparts = new HashMap<>();
        source.forEach(
                (digits, places) -> {
                    List<Span> written = target.getOrDefault(digits, List.of());
                    for (int i = 0; places.size() == written.size() && i < places.size(); i++) {
                        counterparts.put(places.get(i).start(), written.get(i));
                    }
                });
        return counterparts;
    }

    /** The places of each number of a text, by its digits. */
    private static Map<String, List<Span>> numbers(String text) {
        Map<String, List<Span>> places = new HashMap<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            String digits = SEPARATOR.matcher(matcher.group()).replaceAll("");
            places.computeIfAbsent(digits, any -> new ArrayList<>())
                    .add(new Span(matcher.start(), matcher.end()));
        }
        return places;
    }
}
