package dev.limelight.pipeline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this process holds, as Linux and the JVM tell it, in MB. */
final class Memory {

    private Memory() {}

    static List<String> lines() {
        var bean = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = bean.getHeapMemoryUsage();
        long resident = status("VmRSS");
        long jvm = megabytes(heap.getCommitted() + bean.getNonHeapMemoryUsage().getCommitted());
        return new Table("memory, MB", "resident", "peak", "heap", "native")
                .row(
                        "this process",
                        shown(resident),
                        shown(status("VmHWM")),
                        String.valueOf(megabytes(heap.getCommitted())),
                        resident < 0 ? "unknown" : "about " + Math.max(0, resident - jvm))
                .lines();
    }

    private static String shown(long megabytes) {
        return megabytes < 0 ? "unknown" : String.valueOf(megabytes);
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
