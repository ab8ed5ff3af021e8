package dev.limelight.pipeline.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.fixture.Documents;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The shares and links that extraction, summaries and translation publish are those of {@code
 * test-data/golden/attribution.json}. They are what the code gave when they were last made: the
 * test shows what a change moves, and whoever moves it on purpose makes them anew with {@link
 * #main}. What the values ought to be is tested against Python in {@code SalienceGoldenTest}.
 */
@Tag("slow")
class AttributionGoldenTest {

    private static final Path DATA = Path.of("..", "..", "test-data");
    private static final Path FILE = DATA.resolve("golden").resolve("attribution.json");
    private static final double CLOSE = 1e-5;
    private static final int SHORT = 900;

    @Test
    void when_attentionIsAttributed_then_sentencesWordsAndLinksAreTheGoldenOnes()
            throws IOException {
        Map<String, Attributed> golden =
                Stream.of(new ObjectMapper().readValue(FILE.toFile(), Attributed[].class))
                        .collect(Collectors.toMap(Attributed::name, Function.identity()));
        List<Attributed> actual = few();
        assertThat(actual).extracting(Attributed::name).hasSameElementsAs(golden.keySet());
        actual.forEach(each -> check(each, golden.get(each.name())));
    }

    private static void check(Attributed actual, Attributed golden) {
        assertThat(actual.chosen()).as(actual.name()).isEqualTo(golden.chosen());
        assertThat(actual.words()).as(actual.name()).isEqualTo(golden.words());
        assertThat(actual.links()).as(actual.name()).isEqualTo(golden.links());
        assertClose(actual.name(), actual.scores(), golden.scores());
        assertClose(actual.name(), actual.shares(), golden.shares());
        assertClose(actual.name(), actual.weights(), golden.weights());
    }

    private static void assertClose(String name, double[] actual, double[] golden) {
        assertThat(actual).as(name).containsExactly(golden, within(CLOSE));
    }

    private static List<Attributed> few() {
        List<Document> whole =
                Stream.of("abstract-wall-lichen", "pressemitteilung-waermespeicher")
                        .map(id -> Attributed.document(id, Integer.MAX_VALUE))
                        .toList();
        List<Document> begun =
                Stream.of("support-thread-export-fails", "anfrage-mietrad")
                        .map(id -> Attributed.document(id, SHORT))
                        .toList();
        List<Attributed> all = new ArrayList<>(Attributed.extractive("spotlight", whole));
        for (String model : List.of("bart-split", "t5-split", "pegasus-split")) {
            all.addAll(Attributed.abstractive(seq2seq(model), begun));
        }
        all.addAll(Attributed.translations(seq2seq("marian-split"), "deu", begun.subList(0, 1)));
        return all;
    }

    private static Path seq2seq(String model) {
        return DATA.resolve("seq2seq").resolve(model);
    }

    /** All documents and the models that ship, for comparing two states of the code. */
    private static List<Attributed> many() {
        List<Document> documents = GoldDocument.all().stream().map(Documents::of).toList();
        List<Attributed> all = new ArrayList<>();
        for (String method : List.of("spotlight", "cls-attention", "attention-received")) {
            all.addAll(Attributed.extractive(method, documents));
        }
        for (String model : List.of("bart-split", "t5-split", "pegasus-split")) {
            all.addAll(Attributed.abstractive(seq2seq(model), documents));
        }
        Map<String, List<Document>> languages =
                documents.stream().collect(Collectors.groupingBy(Document::language));
        all.addAll(Attributed.translations(shipped("en-de"), "de", languages.get("en")));
        all.addAll(Attributed.translations(shipped("de-en"), "en", languages.get("de")));
        return all;
    }

    private static Path shipped(String pair) {
        return Path.of("..", "..", "models", "limelight-" + pair);
    }

    /**
     * Prints the golden file; with the argument {@code many} all documents and the models that
     * ship, unrounded. Runs in the folder of the module.
     */
    public static void main(String[] args) throws IOException {
        boolean isMany = args.length > 0 && args[0].equals("many");
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String between = "[\n";
        for (Attributed each : isMany ? many() : few()) {
            out.print(between + new ObjectMapper().writeValueAsString(json(each, isMany)));
            between = ",\n";
        }
        out.println("\n]");
    }

    private static Map<String, Object> json(Attributed each, boolean isExact) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", each.name());
        json.put("chosen", each.chosen());
        json.put("scores", rounded(each.scores(), isExact));
        json.put("words", each.words());
        json.put("shares", rounded(each.shares(), isExact));
        json.put("links", each.links());
        json.put("weights", rounded(each.weights(), isExact));
        return json;
    }

    private static double[] rounded(double[] values, boolean isExact) {
        return Arrays.stream(values)
                .map(value -> isExact ? value : Math.rint(value * 1e6) / 1e6)
                .toArray();
    }
}
