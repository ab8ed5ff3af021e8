package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.Seq2SeqInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What callers need to know of a bundle. */
final class BundleInfo {

    private static final int REVISION_DIGITS = 12;

    private BundleInfo() {}

    static Seq2SeqInfo of(Seq2SeqBundle bundle, int unknownToken, KnownLanguages languages) {
        ModelConfig config = bundle.config();
        Path folder = bundle.folder().toAbsolutePath().normalize();
        return new Seq2SeqInfo(
                config.name().isEmpty() ? String.valueOf(folder.getFileName()) : config.name(),
                revision(bundle),
                config.modelType(),
                config.positions().orElse(Integer.MAX_VALUE),
                unknownToken,
                config.decoderLayers(),
                config.decoderHeads(),
                languages.sources(),
                languages.targets(),
                config.own().alignment(),
                config.own().lengthRatio());
    }

    /** The first 12 hexadecimal digits of the SHA-256 of the graphs, one after the other. */
    private static String revision(Seq2SeqBundle bundle) {
        MessageDigest digest = sha256();
        add(bundle.files().encoder(), digest);
        add(bundle.files().first(), digest);
        if (!bundle.files().isMerged()) {
            add(bundle.files().cached(), digest);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, REVISION_DIGITS);
    }

    private static void add(Path file, MessageDigest digest) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new ModelException(Category.MODEL_ERROR, file + " cannot be read", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
