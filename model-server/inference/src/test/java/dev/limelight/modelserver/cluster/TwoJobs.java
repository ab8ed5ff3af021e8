package dev.limelight.modelserver.cluster;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layout of a task manager: DJL and ONNX Runtime in a loader of the cluster, this module in the
 * loader of each of two jobs. Prints one line for each job.
 */
public final class TwoJobs {

    private static final List<String> CLUSTER =
            List.of("djl", "onnxruntime", "gson", "jna", "commons-", "slf4j", "log4j");

    private TwoJobs() {}

    public static void main(String[] args) throws Exception {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader cluster = new URLClassLoader(urls(args[0], true), platform);
                URLClassLoader first = new URLClassLoader(urls(args[0], false), cluster);
                URLClassLoader second = new URLClassLoader(urls(args[0], false), cluster)) {
            Class<?> a = first.loadClass("dev.limelight.modelserver.cluster.OneJob");
            Class<?> b = second.loadClass("dev.limelight.modelserver.cluster.OneJob");
            AutoCloseable one = open(a);
            AutoCloseable two = open(b);
            one.close();
            two.close();
            open(a).close();
            System.out.println("separate classes: " + (a != b));
        }
    }

    private static AutoCloseable open(Class<?> job) throws ReflectiveOperationException {
        return (AutoCloseable) job.getMethod("open").invoke(null);
    }

    private static URL[] urls(String classPath, boolean cluster) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : Arrays.asList(classPath.split(File.pathSeparator))) {
            if (isOfCluster(entry) == cluster) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(new URL[0]);
    }

    private static boolean isOfCluster(String entry) {
        return CLUSTER.stream().anyMatch(part -> entry.contains(part)) && entry.endsWith(".jar");
    }
}
