package dev.limelight.modelserver.hub.wheel;

import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Python's pip, as a process with the environment of this one: index, proxies and keys are those
 * that the user's pip has. It is asked for wheels only, because building from source runs code of
 * the package.
 */
final class Pip {

    private static final List<List<String>> NAMES =
            List.of(
                    List.of("python3", "-m", "pip"),
                    List.of("python", "-m", "pip"),
                    List.of("pip3"),
                    List.of("pip"));

    private static final Pattern VERSION = Pattern.compile("pip (\\d+)\\.(\\d+).*");
    private static final Pattern PROGRESS = Pattern.compile("Progress (\\d+) of (\\d+)");

    private final List<String> command;
    private final Map<String, String> environment;
    private final boolean tellsProgress;

    private Pip(List<String> command, Map<String, String> environment, String version) {
        this.command = command;
        this.environment = environment;
        this.tellsProgress = isSince24Dot1(version);
    }

    /**
     * The first that works of {@code python3 -m pip}, {@code python -m pip}, {@code pip3} and
     * {@code pip}.
     *
     * @param environment of the process, {@code PATH} included
     * @throws HubException where there is none, with what to install
     */
    static Pip find(Map<String, String> environment) {
        return NAMES.stream()
                .flatMap(name -> Stream.ofNullable(working(name, environment)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new HubException(
                                        "no pip works here (tried python3 -m pip, python -m pip,"
                                                + " pip3 and pip on PATH); install Python's pip,"
                                                + " such as the package python3-pip, or run"
                                                + " 'python3 -m ensurepip'"));
    }

    /**
     * Downloads the wheel of a package, without those that it depends on.
     *
     * @param folder an empty one
     * @throws HubException with pip's words
     */
    Path download(PipPackage wanted, Path folder, PullListener listener) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("download", "--no-deps", "--only-binary=:all:", "--no-input"));
        arguments.addAll(List.of("--disable-pip-version-check", "--progress-bar"));
        arguments.addAll(List.of(tellsProgress ? "raw" : "off", "--dest", folder.toString()));
        arguments.add(wanted.toString());
        List<String> lines = new ArrayList<>();
        int code = run(arguments, environment, line -> read(line, lines, wanted, listener));
        if (code != 0) {
            throw new HubException(
                    "pip could not get %s: %s; 'pip config list' shows which index it asks"
                            .formatted(wanted, reason(lines)));
        }
        return wheel(wanted, folder);
    }

    private static void read(
            String line, List<String> lines, PipPackage wanted, PullListener listener) {
        Matcher progress = PROGRESS.matcher(line);
        if (progress.matches()) {
            listener.fetched(
                    wanted.toString(),
                    Long.parseLong(progress.group(1)),
                    Long.parseLong(progress.group(2)));
        } else if (!line.isBlank()) {
            lines.add(line.strip());
        }
    }

    private static String reason(List<String> lines) {
        List<String> errors = lines.stream().filter(line -> line.startsWith("ERROR:")).toList();
        List<String> all = errors.isEmpty() ? lines : errors;
        return all.isEmpty() ? "it said nothing" : all.get(all.size() - 1);
    }

    private static Path wheel(PipPackage wanted, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new HubException(
                                            "pip says it has %s, but no wheel came"
                                                    .formatted(wanted)));
        } catch (IOException e) {
            throw new HubException(folder + " cannot be read", e);
        }
    }

    private static @Nullable Pip working(List<String> name, Map<String, String> environment) {
        Optional<String> program = program(name.get(0), environment.getOrDefault("PATH", ""));
        if (program.isEmpty()) {
            return null;
        }
        List<String> command = new ArrayList<>(name);
        command.set(0, program.get());
        List<String> asked = new ArrayList<>(command);
        asked.add("--version");
        List<String> lines = new ArrayList<>();
        int code = run(asked, environment, lines::add);
        boolean works = code == 0 && !lines.isEmpty();
        return works ? new Pip(command, environment, lines.get(lines.size() - 1)) : null;
    }

    private static Optional<String> program(String name, String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .map(Path::toString)
                .findFirst();
    }

    /** The exit code of a process, after all its lines. */
    private static int run(
            List<String> command, Map<String, String> environment, Consumer<String> lines) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            try (BufferedReader reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines);
                return process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new HubException("%s cannot be run: %s".formatted(command.get(0), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubException(command.get(0) + " was interrupted", e);
        }
    }

    /** The first version with a progress that a program can read. */
    private static boolean isSince24Dot1(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > 24 || (major == 24 && Integer.parseInt(matcher.group(2)) >= 1);
    }
}
