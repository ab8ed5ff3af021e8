package dev.limelight.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands in processes of their own: in a plain locale, and on a pseudo terminal. */
@Tag("slow")
class TerminalTest {

    private static final String TEXT = "Mr Müller’s café sold 3 books. The 餃子 cost £5 there.";

    /** What runs for a second or two is over before the optimizing compiler pays off. */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir private Path folder;

    @Test
    void when_theLocaleIsPlain_then_standardOutputIsUtf8() throws Exception {
        String shown = java(Map.of("LC_ALL", "C"), "summarize", "--length", "2");
        assertThat(shown).contains("Müller’s", "£5", "餃子", "·", "▲").doesNotContain("?");

        String json = java(Map.of("LC_ALL", "POSIX"), "summarize", "--json");
        assertThat(json).contains("Müller’s café", "餃子").doesNotContain("?");
    }

    @Test
    void when_theLocaleIsPlain_then_standardErrorIsUtf8() throws Exception {
        String refused = java(Map.of("LC_ALL", "C"), "translate", "--to", "\u00fc");
        assertThat(refused).startsWith("limelight: --to ");
        Path missing = folder.resolve("nowhere");
        assertThat(java(Map.of("LC_ALL", "C"), "summarize", missing.toString()))
                .contains("no file " + missing);
    }

    @ParameterizedTest
    @CsvSource({"C,", "POSIX,", ",", ",C", "C,de_DE.UTF-8", "en_US.ISO-8859-1,"})
    void when_theScriptStarts_then_javaGetsALocaleOfUtf8(String all, String language)
            throws Exception {
        Path home = scriptHome();
        var builder = new ProcessBuilder("bash", home.resolve("limelight").toString(), "Bücher");
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        builder.environment().remove("LANG");
        if (all != null) {
            builder.environment().put("LC_ALL", all);
        }
        if (language != null) {
            builder.environment().put("LANG", language);
        }
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().put("PATH", home.resolve("jdk/bin") + ":" + System.getenv("PATH"));
        assertThat(output(builder, "")).endsWith("charset UTF-8, last word Bücher\n");
    }

    @ParameterizedTest
    @CsvSource({"140", "80", "40", "20"})
    void when_standardErrorIsATerminal_then_theResultIsNotInsideTheBar(int width) throws Exception {
        String printed = terminal("xterm", width, "", "translate --to de --align " + file());

        assertThat(printed).contains("\u001b[K");
        List<String> shown = shown(printed);
        assertThat(shown.get(0)).startsWith("note");
        assertThat(shown).noneMatch(line -> line.contains("translating"));
        assertThat(shown).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
    }

    @Test
    void when_theTerminalIsDumb_then_thereIsNoBar() throws Exception {
        assertThat(terminal("dumb", 80, "", "translate --to de " + file()))
                .doesNotContain("\u001b");
    }

    @Test
    void when_aTextIsLong_then_summarizeShowsHowFarItIs() throws Exception {
        Path file = folder.resolve("long.txt");
        Files.writeString(file, (TEXT + " It rained all day in the town.\n\n").repeat(400));
        String printed = terminal("xterm", 80, "", "summarize " + file);
        assertThat(printed).contains("summarizing");
        assertThat(shown(printed).get(0)).startsWith("long  en");
    }

    @Test
    void when_inputIsATerminal_then_standardErrorSaysThatItWaits() throws Exception {
        String printed = terminal("xterm", 80, TEXT + "\n", "summarize < /dev/tty");
        assertThat(printed).contains("reading standard input; Ctrl-D");
    }

    private Path file() throws IOException {
        Path file = folder.resolve("note.txt");
        Files.writeString(file, "Tom bought 3 books in Boston. The weather is nice today.");
        return file;
    }

    /** What stays on the screen of a terminal that erases lines. */
    private static List<String> shown(String printed) {
        List<String> lines = new ArrayList<>();
        for (String line : printed.replace("\r\n", "\n").split("\n", -1)) {
            String last = line.substring(line.lastIndexOf("\u001b[K") + 1);
            lines.add(last.replaceAll("^\\[K|\u001b\\[[0-9;]*m", ""));
        }
        return lines;
    }

    /** Runs a command with all three streams on a pseudo terminal, where somebody types. */
    private static String terminal(String type, int width, String input, String words)
            throws Exception {
        String command =
                "%s -Dlimelight.terminals=012 %s %s"
                        .formatted(javaProgram(), Limelight.class.getName(), words);
        var builder = new ProcessBuilder("script", "-qec", command, "/dev/null");
        builder.environment().put("TERM", type);
        builder.environment().put("COLUMNS", String.valueOf(width));
        return output(withClasses(builder), input);
    }

    private static String java(Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(javaProgram().lines().toList());
        command.add(Limelight.class.getName());
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_"));
        builder.environment().remove("LANG");
        builder.environment().putAll(environment);
        return output(withClasses(builder), TEXT);
    }

    private static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static ProcessBuilder withClasses(ProcessBuilder builder) {
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        String options = "-Xmx1g " + QUICK_START + " -Dlimelight.home=" + HOME;
        builder.environment().put("JDK_JAVA_OPTIONS", options);
        return builder;
    }

    private static String output(ProcessBuilder builder, String input) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.replaceAll("NOTE: Picked up JDK_JAVA_OPTIONS: .*\\R", "");
    }

    /** The script beside a build that is done, with a Java that says what it was given. */
    private Path scriptHome() throws IOException {
        Path home = folder.toRealPath();
        Files.copy(HOME.resolve("limelight"), home.resolve("limelight"));
        for (String source : List.of("pom.xml", "a/pom.xml", "a/src/main/A.java")) {
            write(home.resolve(source), "");
        }
        write(home.resolve("pipeline/target/classpath.txt"), "x.jar");
        write(home.resolve("pipeline/target/limelight.built"), home + "\n");
        write(
                home.resolve("jdk/bin/java"),
                """
                #!/bin/sh
                case $1 in -XshowSettings*) echo "java.specification.version = 17"; exit;; esac
                for word; do :; done
                echo "charset $(locale charmap), last word $word"
                """);
        return home;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        file.toFile().setExecutable(true);
    }
}
