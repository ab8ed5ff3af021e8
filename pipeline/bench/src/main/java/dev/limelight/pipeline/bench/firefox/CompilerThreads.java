package dev.limelight.pipeline.bench.firefox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * CPU time of the threads of this JVM that compile, from a moment on. As Linux counts it; 0
 * elsewhere. A thread that ends before it is asked for does not count: its time is then the
 * program's.
 */
final class CompilerThreads {

    private static final Path TASKS = Path.of("/proc/self/task");
    private static final double TICKS_A_SECOND = 100;

    /** Where user and system time stand behind the name in {@code stat}. */
    private static final int USER_TIME = 11;

    private final Map<Path, Long> before = ticks();

    /** Since this was made. */
    double seconds() {
        long spent = 0;
        for (var each : ticks().entrySet()) {
            spent += each.getValue() - before.getOrDefault(each.getKey(), 0L);
        }
        return spent / TICKS_A_SECOND;
    }

    private static Map<Path, Long> ticks() {
        Map<Path, Long> ticks = new HashMap<>();
        for (Path thread : threads()) {
            String stat = stat(thread);
            if (stat.contains(" CompilerThre")) {
                String[] numbers = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                long user = Long.parseLong(numbers[USER_TIME]);
                ticks.put(thread, user + Long.parseLong(numbers[USER_TIME + 1]));
            }
        }
        return ticks;
    }

    private static List<Path> threads() {
        try (Stream<Path> threads = Files.list(TASKS)) {
            return threads.toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // not Linux
        }
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }
}
