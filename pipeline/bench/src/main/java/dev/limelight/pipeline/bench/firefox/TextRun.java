package dev.limelight.pipeline.bench.firefox;

import java.util.List;

/**
 * Texts that an engine translated.
 *
 * @param texts in the order of their sources
 * @param cpuSeconds that its process computed, on all threads
 * @param compilerSeconds of them, in which a JVM compiled
 * @param seconds that it took
 */
record TextRun(List<String> texts, double cpuSeconds, double compilerSeconds, double seconds) {

    TextRun {
        texts = List.copyOf(texts);
    }
}
