package dev.limelight.modelserver.hub.firefox;

import dev.limelight.modelserver.hub.fetch.Checksums;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.LimitedFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Unpacks files of the registry and checks them against it. */
final class Packed {

    /** The most octets of a file whose size the registry does not say. */
    private static final long MOST = 256L << 20;

    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private Packed() {}

    /**
     * Unpacks a file. One that a server has unpacked on its way is taken as it is.
     *
     * @throws HubException when it is broken, too large, or differs from the registry
     */
    static void unpack(RegistryFile file, Path packed, Path to) {
        write(file, packed, to);
        check(file, to);
    }

    private static void write(RegistryFile file, Path packed, Path to) {
        long most = file.size() < 0 ? MOST : file.size();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(packed))) {
            InputStream plain = isPacked(in) ? new GZIPInputStream(in) : in;
            LimitedFile.write(plain, to, most, file.name());
        } catch (IOException e) {
            throw new HubException(
                    "%s cannot be unpacked: %s".formatted(file.packedName(), e.getMessage()), e);
        }
    }

    private static boolean isPacked(InputStream in) throws IOException {
        in.mark(2);
        boolean isPacked = in.read() == FIRST && in.read() == SECOND;
        in.reset();
        return isPacked;
    }

    private static void check(RegistryFile file, Path unpacked) {
        try {
            String found = Checksums.sha256(unpacked);
            long size = Files.size(unpacked);
            if (file.size() >= 0 && size != file.size()) {
                throw new HubException(
                        "%s has %d octets, expected %d as the registry says"
                                .formatted(file.name(), size, file.size()));
            }
            if (file.sha256() != null && !found.equals(file.sha256())) {
                throw new HubException(
                        ("%s came with checksum %s, expected %s as the registry says. Try"
                                        + " again; if it stays so, the mirror is broken")
                                .formatted(file.name(), found, file.sha256()));
            }
        } catch (IOException e) {
            throw new HubException(unpacked + " cannot be read: " + e, e);
        }
    }
}
