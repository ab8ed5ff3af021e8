package dev.limelight.pipeline.cli.screen;

import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.service.Services;
import dev.limelight.modelserver.server.service.TextTranslator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows the address and the models of a server that has started.
 *
 * @param options how it was started
 * @param port where it really listens
 */
public record ServerView(ServerOptions options, int port) {

    private static final String EXAMPLE =
            "curl %s/v1/summarize -H 'Content-Type: application/json'%s -d '{\"text\": \"...\"}'";

    private static final String KEY = " -H 'Authorization: Bearer KEY'";

    /** Its address, what it serves, and a line to try. */
    public List<String> lines(Services work) {
        String address = options.address(port);
        List<String> lines = new ArrayList<>();
        lines.add("listening on " + address);
        lines.add("  summarize  " + String.join(", ", work.engines().keySet()));
        lines.add("  translate  " + pairs(work.translator()));
        lines.add("  generate   " + orNone(work.models().keySet()));
        lines.add("try: " + EXAMPLE.formatted(address, options.apiKeys().isEmpty() ? "" : KEY));
        if (options.isOpenToOthers()) {
            lines.add(
                    "warning: whoever reaches %s may use it; --api-key-file asks for a key"
                            .formatted(options.host()));
        }
        return lines;
    }

    private static String pairs(@Nullable TextTranslator translator) {
        return translator == null
                ? orNone(List.of())
                : translator.languages().stream()
                        .map(each -> each.code() + " to " + String.join(", ", each.targets()))
                        .collect(Collectors.joining("; "));
    }

    private static String orNone(Collection<String> names) {
        return names.isEmpty() ? "nothing; --model DIR adds a model" : String.join(", ", names);
    }
}
