package dev.limelight.pipeline.bench.guard;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Which half of a set a document is in; all parts of one text are in the same. */
enum Half {
    /** Everything is chosen and fitted on these. */
    DEVELOPMENT,
    /** These are measured only. */
    HELD_OUT;

    private static final String SEED = "8 ";

    /** The half of a text. */
    static Half of(CleanText text) {
        var hash = new CRC32();
        hash.update((SEED + text.source()).getBytes(StandardCharsets.UTF_8));
        return (hash.getValue() & 1) == 0 ? DEVELOPMENT : HELD_OUT;
    }
}
