package dev.limelight.pipeline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a figure was measured on: a figure without it says nothing. */
public final class Conditions {

    private Conditions() {}

    /** Processor, memory and Java of this machine. */
    public static String machine() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d MB Java heap at most, Java %s, %s",
                processor(),
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                Runtime.version(),
                System.getProperty("os.name"));
    }

    private static String processor() {
        return lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch", "unknown processor"));
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            return List.of(); // not Linux
        }
    }
}
