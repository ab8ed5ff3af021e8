package dev.limelight.modelserver.hub.firefox;

import java.util.List;
import java.util.Map;

/**
 * A model of the registry.
 *
 * @param pair its languages as the registry has them, {@code en-pt}
 * @param architecture {@code tiny}, {@code base-memory}, {@code base} or a new one
 * @param status {@code Release}, or how far it is
 * @param source the language that it reads
 * @param target the language that it writes
 * @param files weights, shortlist and vocabularies
 * @param metrics published figures by name; empty where there are none
 */
public record RegistryModel(
        String pair,
        String architecture,
        String status,
        String source,
        String target,
        List<RegistryFile> files,
        Map<String, String> metrics) {

    private static final String RELEASE = "Release";

    /** From the one that translates best; unknown ones come last. */
    private static final List<String> BEST_FIRST = List.of("base", "base-memory", "tiny");

    public RegistryModel {
        files = List.copyOf(files);
        metrics = Map.copyOf(metrics);
    }

    /** Whether some release of Firefox has it, which may be one for phones. */
    public boolean isReleased() {
        return status.startsWith(RELEASE);
    }

    /** Octets of its unpacked files as far as the registry says. */
    public long size() {
        return files.stream().mapToLong(file -> Math.max(0, file.size())).sum();
    }

    /** Lower for what is to be chosen first: larger architectures, then those for all. */
    int rank() {
        int known = BEST_FIRST.indexOf(architecture);
        return 2 * (known < 0 ? BEST_FIRST.size() : known) + (status.equals(RELEASE) ? 0 : 1);
    }

    /** The name of its folder in the store. */
    String storedName() {
        return "firefox-%s-%s".formatted(architecture, pair);
    }
}
