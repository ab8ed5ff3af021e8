package dev.limelight.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of this project lead to each other, and the README stays one screen. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");
    private static final int SCREEN = 60;

    @ParameterizedTest
    @MethodSource("documents")
    void when_aDocumentLinks_then_theTargetIsThere(Path document) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll("code"));
        while (links.find()) {
            String target = links.group(1);
            if (!target.contains("://") && !isThere(document, target)) {
                broken.add(target);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void when_thereIsADecision_then_theArchitectureNamesItByItsTitle() throws IOException {
        String architecture = Repository.read("ARCHITECTURE.md");
        try (Stream<Path> decisions = Files.walk(Repository.root().resolve("docs/decisions"))) {
            assertThat(decisions.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(decision -> assertThat(architecture).contains(entry(decision)));
        }
    }

    @Test
    void when_aPersonOpensTheReadme_then_itIsOneScreen() throws IOException {
        assertThat(Repository.read("README.md").lines().count()).isLessThanOrEqualTo(SCREEN);
    }

    private static String entry(Path decision) throws IOException {
        String title = Files.readAllLines(decision).get(0).substring("# ".length());
        return "- [%s](%s)\n".formatted(title, Repository.root().relativize(decision));
    }

    private static boolean isThere(Path document, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
    }

    /** The anchors of a document's headings, as GitHub makes them. */
    private static List<String> anchors(Path document) throws IOException {
        return Files.readString(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> all = Files.walk(Repository.root())) {
            return all
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .filter(path -> !path.toString().contains("/."))
                    .toList()
                    .stream();
        }
    }
}
