package dev.limelight.pipeline.cli.score;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on the models that ship. */
@Tag("slow")
class ScoreCommandTest {

    private static final String MODEL = "../../models/limelight-en-de";
    private static final String ENGLISH =
            "I saw a man in the park with a telescope.\nThe council met on Monday.\n\n";
    private static final String GERMAN =
            "Ich sah einen Mann mit einem Fernrohr.\nDer Rat traf sich am Montag.\n\n";

    @TempDir private Path folder;
    private Path source;
    private Path target;

    @BeforeEach
    void write() throws IOException {
        source = Files.writeString(folder.resolve("en"), ENGLISH);
        target = Files.writeString(folder.resolve("de"), GERMAN);
    }

    @Test
    void when_filesAreGiven_then_eachPairHasALineOfEachForm() {
        Ran figures = score(source, target);
        assertThat(figures.code()).as(figures.err()).isZero();
        assertThat(figures.out().lines().map(Double::parseDouble)).hasSize(3).allMatch(x -> x < 0);

        List<String> links = score(source, target, "--align").out().lines().toList();
        assertThat(links).hasSize(3);
        assertThat(links.get(0)).startsWith("0-0 1-1 2-2 3-3 ").doesNotContain("6-");
        assertThat(links.get(2)).isEmpty();

        List<String> json = score(source, target, "--json").out().lines().toList();
        assertThat(json).hasSize(3).allMatch(line -> line.contains("\"tokens\":[{\"id\":"));
        String first = figures.out().lines().findFirst().orElseThrow();
        assertThat(json.get(0)).contains("\"logProbability\":" + first.substring(0, 6));
    }

    @Test
    void when_theTranslationIsWorse_then_itsLogProbabilityIsLower() {
        Ran right = Ran.command(GERMAN.getBytes(UTF_8), words(source, Path.of("-")));
        Ran wrong =
                Ran.command(
                        "Der Rat.\nIch sah ihn.\nJa\n".getBytes(UTF_8),
                        words(source, Path.of("-")));
        double[] one = right.out().lines().mapToDouble(Double::parseDouble).toArray();
        double[] other = wrong.out().lines().mapToDouble(Double::parseDouble).toArray();
        for (int i = 0; i < one.length; i++) {
            assertThat(one[i]).isGreaterThan(other[i]);
        }
    }

    @Test
    void when_aLineIsNoText_then_theOthersAreScoredAndExitIs1() throws IOException {
        Files.write(source, "A\377\nB\nC\n".getBytes(ISO_8859_1));
        Ran ran = score(source, target);
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("line 1: --source: invalid UTF-8 at byte offset 1");
        assertThat(ran.out().lines()).hasSize(3).startsWith("NaN");
    }

    @Test
    void when_oneFileIsShorterOrTheWordsAreWrong_then_exit2() throws IOException {
        Files.writeString(source, "A\n");
        refused(score(source, target), "--source ends after line 1 and --target does not");
        refused(score(folder.resolve("no"), target), "--source no file");
        refused(score(source, folder), "--target folder");
        refused(score(Path.of("-"), Path.of("-")), "expected a file for one of them");
        refused(score(source, target, "--json", "--align"), "expected one of them");
        refused(score(source, target, "--from", "fr"), "language 'fr', expected one of [en]");
        refused(score(source, target, "--to", "x!"), "--to x!, expected a BCP 47 tag");
    }

    private static void refused(Ran ran, String message) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    private static Ran score(Path source, Path target, String... more) {
        return Ran.command(words(source, target, more));
    }

    private static String[] words(Path source, Path target, String... more) {
        List<String> words = new ArrayList<>();
        words.addAll(
                List.of(
                        "score",
                        "--model",
                        MODEL,
                        "--source",
                        source.toString(),
                        "--target",
                        target.toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }
}
