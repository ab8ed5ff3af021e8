package dev.limelight.modelserver.hub.firefox;

import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.SafeNames;
import org.jspecify.annotations.Nullable;

/**
 * A file of a model as the registry names it.
 *
 * @param path below the registry's base, of the packed file
 * @param size in octets when it is unpacked; -1 where the registry does not say
 * @param sha256 of the unpacked file in hexadecimal digits; null where the registry does not say
 */
record RegistryFile(String path, long size, @Nullable String sha256) {

    private static final String PACKED = ".gz";

    /**
     * Checks what the registry says.
     *
     * @throws HubException when a path leads elsewhere, or a checksum is none
     */
    RegistryFile {
        SafeNames.file(path);
        if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
            throw new HubException(
                    "the registry has the checksum '%s' for %s, expected a SHA-256"
                            .formatted(sha256, path));
        }
    }

    /** The name of the packed file. */
    String packedName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name of the file in the folder of its model. */
    String name() {
        String packed = packedName();
        return packed.endsWith(PACKED)
                ? packed.substring(0, packed.length() - PACKED.length())
                : packed;
    }
}
