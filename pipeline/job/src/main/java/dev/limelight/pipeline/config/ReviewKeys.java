package dev.limelight.pipeline.config;

import dev.limelight.connectors.record.Flag;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.review.ReviewConfig;
import dev.limelight.pipeline.review.ReviewConfig.OnExpiry;
import dev.limelight.pipeline.review.ReviewMode;
import dev.limelight.pipeline.review.ReviewPolicy;
import dev.limelight.pipeline.review.ReviewTimes;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The key {@code review}, and those under {@code review.}. */
final class ReviewKeys {

    private static final String ROUTES =
            "routes with a mode, such as en-de=hold, summarize=off, each route once, with commas"
                    + " between them; a mode is one of "
                    + ReviewMode.EXPECTED;

    private ReviewKeys() {}

    static ReviewConfig read(Settings settings) {
        return new ReviewConfig(
                policy(settings),
                new ReviewTimes(
                        settings.duration("review.lease", ReviewTimes.DEFAULT.lease()),
                        settings.duration("review.expire-after", ReviewTimes.DEFAULT.toDecide()),
                        settings.duration("review.remember", ReviewTimes.DEFAULT.remembered())),
                settings.read(
                        "review.on-expiry",
                        ReviewConfig.OFF.onExpiry(),
                        OnExpiry::named,
                        OnExpiry.EXPECTED),
                settings.isOn("review.drain", false),
                settings.integer("review.max-held", ReviewConfig.OFF.maxHeld(), 1));
    }

    private static ReviewPolicy policy(Settings settings) {
        ReviewPolicy usual = ReviewPolicy.OFF;
        return new ReviewPolicy(
                settings.read("review", usual.usual(), ReviewMode::named, ReviewMode.EXPECTED),
                settings.read("review.routes", usual.routes(), ReviewKeys::routes, ROUTES),
                settings.read(
                        "review.risk", usual.risk(), ReviewKeys::share, "a number from 0 to 1"),
                settings.read(
                        "review.flags",
                        usual.hard(),
                        ReviewKeys::flags,
                        "flags with commas between them, out of " + names()),
                settings.read(
                        "review.sample",
                        usual.sample(),
                        ReviewKeys::share,
                        "a share from 0 to 1, such as 0.05, or 5%"));
    }

    private static Map<String, ReviewMode> routes(String value) {
        var routes = new TreeMap<String, ReviewMode>();
        items(value)
                .forEach(
                        item -> {
                            String[] parts = item.split("=", 2);
                            if (parts.length < 2 || !isRoute(parts[0].strip())) {
                                throw new IllegalArgumentException("no route in " + item);
                            }
                            var mode = ReviewMode.named(parts[1].strip());
                            if (routes.put(parts[0].strip(), mode) != null) {
                                throw new IllegalArgumentException("twice " + parts[0]);
                            }
                        });
        return routes;
    }

    private static boolean isRoute(String name) {
        return name.equals(Tasks.SUMMARIZE) || name.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]+)+");
    }

    private static double share(String value) {
        boolean isPercent = value.endsWith("%");
        String number = isPercent ? value.substring(0, value.length() - 1).strip() : value;
        double share = Double.parseDouble(number) / (isPercent ? 100 : 1);
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("not from 0 to 1");
        }
        return share;
    }

    private static Set<Flag> flags(String value) {
        return items(value).map(ReviewKeys::flag).collect(Collectors.toSet());
    }

    private static Flag flag(String name) {
        return Arrays.stream(Flag.values())
                .filter(flag -> flag.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no flag " + name));
    }

    private static Set<String> names() {
        return Arrays.stream(Flag.values())
                .map(Flag::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> items(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty());
    }
}
