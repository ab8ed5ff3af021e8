package dev.limelight.pipeline.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code models list}, {@code show} and {@code verify} print of every model in the repository,
 * to the letter. A run with {@code -Dgoldens=write} writes the files anew; read the difference.
 */
@Tag("slow")
class ModelsGoldenTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path GOLDEN = ROOT.resolve(Path.of("test-data", "golden", "models"));
    private static final List<String> FOLDERS =
            List.of("models", "test-data/optimum", "test-data/seq2seq");

    /** Holds a link to each model, so that {@code list} finds all. */
    @TempDir private Path home;

    private String usualHome = "";
    private String usualUser = "";

    @BeforeEach
    void linkModels() throws IOException {
        usualHome = System.getProperty("limelight.home", ".");
        usualUser = System.getProperty("user.home");
        Files.createDirectory(home.resolve("models"));
        for (Path model : models()) {
            Path link = home.resolve("models").resolve(model.getFileName().toString());
            Files.createSymbolicLink(link, model);
        }
        System.setProperty("limelight.home", home.toString());
        System.setProperty("user.home", home.toString());
    }

    @AfterEach
    void restore() throws IOException {
        for (Path model : models()) {
            Files.delete(home.resolve("models").resolve(model.getFileName()));
        }
        System.setProperty("limelight.home", usualHome);
        System.setProperty("user.home", usualUser);
    }

    @Test
    void when_modelsAreListed_then_eachLineIsTheGoldenOne() throws IOException {
        Ran ran = Ran.command("models", "list");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertGolden("list", linked(ran.out()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"show", "show --json", "verify"})
    void when_aModelIsLookedAt_then_eachLineIsTheGoldenOne(String words) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path model : models()) {
            List<String> command = new ArrayList<>(List.of("models"));
            command.addAll(List.of(words.split(" ")));
            command.add(home.resolve("models").resolve(model.getFileName()).toString());
            Ran ran = Ran.command(command.toArray(String[]::new));
            all.append("== ").append(model.getFileName()).append(" ").append(ran.code());
            all.append('\n').append(withoutText(ran.out())).append(ran.err());
        }
        assertGolden(words.replace(" --", "-"), all.toString());
    }

    private void assertGolden(String name, String printed) throws IOException {
        String actual = printed.replace(home.toString(), "HOME").replace("\r\n", "\n");
        Path file = GOLDEN.resolve(name + ".txt");
        if ("write".equals(System.getProperty("goldens"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    /** What 8-bit graphs write depends on the processor. */
    private static String withoutText(String printed) {
        return printed.replaceAll("(loads and generates) .*", "$1");
    }

    /** Models of somebody's cache do not count. */
    private String linked(String table) {
        return table.lines()
                .filter(line -> !line.startsWith("-") || line.contains(home.toString()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<Path> models() throws IOException {
        List<Path> models = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> all = Files.list(ROOT.resolve(folder))) {
                all.filter(Files::isDirectory).sorted().forEach(models::add);
            }
        }
        return models;
    }
}
