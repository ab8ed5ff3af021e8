package dev.limelight.modelserver.architecture.folder;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The checksum that identifies the weights of a model. */
public final class GraphChecksum {

    private static final int DIGITS = 12;

    private GraphChecksum() {}

    /**
     * The first 12 hexadecimal digits of the SHA-256 of the graphs, one after the other; reads them
     * to the end.
     *
     * @throws ModelException {@code MODEL_ERROR} if one cannot be read
     */
    public static String of(List<Path> graphs) {
        MessageDigest digest = sha256();
        for (Path graph : graphs) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(graph), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new ModelException(Category.MODEL_ERROR, graph + " cannot be read", e);
            }
        }
        return digits(digest);
    }

    /** The same of weights that are in memory; the buffer keeps its position. */
    public static String of(ByteBuffer weights) {
        MessageDigest digest = sha256();
        digest.update(weights.duplicate());
        return digits(digest);
    }

    private static String digits(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
