package dev.limelight.modelserver.architecture.seq2seq;

import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.architecture.folder.GraphChecksum;
import dev.limelight.modelserver.runtime.Seq2SeqFiles;
import java.nio.file.Path;
import java.util.List;

/** What callers need to know of a bundle. */
final class BundleInfo {

    private BundleInfo() {}

    static Seq2SeqInfo of(Seq2SeqBundle bundle, int unknownToken, KnownLanguages languages) {
        ModelConfig config = bundle.config();
        Path folder = bundle.folder().toAbsolutePath().normalize();
        return new Seq2SeqInfo(
                config.name().isEmpty() ? String.valueOf(folder.getFileName()) : config.name(),
                GraphChecksum.of(graphs(bundle.files())),
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

    private static List<Path> graphs(Seq2SeqFiles files) {
        return files.isMerged()
                ? List.of(files.encoder(), files.first())
                : List.of(files.encoder(), files.first(), files.cached());
    }
}
