package dev.limelight.pipeline.cli.pull;

import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.firefox.FirefoxModels;
import dev.limelight.modelserver.hub.firefox.FirefoxSettings;
import dev.limelight.modelserver.hub.firefox.RegistryModel;
import dev.limelight.modelserver.hub.store.ModelStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A model of Firefox Translations, or the list of them.
 *
 * @param settings where the registry is
 * @param pair of languages; empty for all, which can only be listed
 * @param architecture the one that is wanted; null for any
 * @param isList whether to list and not to fetch
 */
record FirefoxSource(
        FirefoxSettings settings, String pair, @Nullable String architecture, boolean isList)
        implements PullSource {

    static final String NAME = "firefox";
    static final String PREFIX = NAME + ":";

    private static final String ROW = "%-20s  %-12s  %-16s  %8s  %s";
    private static final String PAIR = "[a-z]{2,3}(_[a-z]+)?-[a-z]{2,3}(_[a-z]+)?";

    static FirefoxSource of(String model, PullOptions options) {
        options.refuseHubs(model);
        String pair = model.equals(NAME) ? "" : model.substring(PREFIX.length());
        boolean isAll = pair.isEmpty() && options.list;
        if (!isAll && !pair.matches(PAIR)) {
            throw new IllegalArgumentException(
                    "model '%s', expected firefox:en-pt or another pair, or 'firefox --list'"
                            .formatted(model));
        }
        return new FirefoxSource(
                FirefoxSettings.of(options.endpoint), pair, options.architecture, options.list);
    }

    @Override
    public PullResult pull(PullListener listener) {
        var models = new FirefoxModels(settings, ModelStore.ofProcess(), VERIFY);
        return isList
                ? new PullResult(listed(models.list()), List.of())
                : PullResult.stored(List.of(models.pull(pair, architecture, listener)));
    }

    private List<String> listed(List<RegistryModel> models) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("MODEL", "ARCHITECTURE", "STATUS", "SIZE", "PUBLISHED FIGURES"));
        models.stream()
                .filter(model -> pair.isEmpty() || pair.equals(model.pair()))
                .filter(model -> architecture == null || architecture.equals(model.architecture()))
                .forEach(model -> lines.add(row(model)));
        return lines;
    }

    private static String row(RegistryModel model) {
        String size =
                model.size() == 0 ? "-" : String.format(Locale.ROOT, "%.0f MB", model.size() / 1e6);
        String figures =
                model.metrics().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .sorted()
                        .collect(Collectors.joining(", "));
        return ROW.formatted(
                        PREFIX + model.pair(),
                        model.architecture(),
                        model.status(),
                        size,
                        figures.isEmpty() ? "-" : figures)
                .stripTrailing();
    }
}
