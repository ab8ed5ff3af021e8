package dev.limelight.pipeline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this process holds, as Linux and the JVM tell it, in MB. */
public final class Memory {

    private Memory() {}

    static List<String> lines() {
        long resident = resident();
        return new Table("memory, MB", "resident", "peak", "heap", "native")
                .row(
                        "this process",
                        shown(resident),
                        shown(status("VmHWM")),
                        String.valueOf(heap()),
                        resident < 0 ? "unknown" : "about " + outsideJava())
                .lines();
    }

    /** Memory of this process that is not swapped out; -1 on systems other than Linux. */
    public static long resident() {
        return status("VmRSS");
    }

    /** What the Java heap has taken, used or not. */
    public static long heap() {
        return megabytes(bean().getHeapMemoryUsage().getCommitted());
    }

    /** {@link #resident} without heap, classes and compiled code. */
    public static long outsideJava() {
        long other = megabytes(bean().getNonHeapMemoryUsage().getCommitted());
        return Math.max(0, resident() - heap() - other);
    }

    /** A number of megabytes for a table. */
    static String shown(long megabytes) {
        return megabytes < 0 ? "unknown" : String.valueOf(megabytes);
    }

    private static MemoryMXBean bean() {
        return ManagementFactory.getMemoryMXBean();
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }

    /** A figure of /proc/self/status; -1 where there is none, as on systems other than Linux. */
    private static long status(String name) {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
