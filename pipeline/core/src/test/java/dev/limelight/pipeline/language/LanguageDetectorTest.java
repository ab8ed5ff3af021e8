package dev.limelight.pipeline.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.GoldDocument;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures language detection on the gold documents and their sentences; prints the table. */
class LanguageDetectorTest {

    private static final LanguageDetector DETECTOR = new LanguageDetector();

    /** What is found in each sentence of the gold documents, by this thread. */
    private static final Map<String, String> FOUND =
            GoldDocument.all().stream()
                    .flatMap(document -> document.sentences().stream())
                    .distinct()
                    .collect(Collectors.toMap(Function.identity(), DETECTOR::detect));

    @Test
    void when_wholeDocuments_then_allAreRight() {
        assertThat(GoldDocument.all())
                .allSatisfy(d -> assertThat(DETECTOR.detect(d.text())).isEqualTo(d.language()));
    }

    @Test
    void when_sentencesAreLongEnough_then_nearlyAllAreRight() {
        System.out.println("| Letters | Sentences | Right | Undetermined |");
        System.out.println("|---|---:|---:|---:|");
        assertThat(accuracy(60, 100_000)).isEqualTo(1);
        assertThat(accuracy(30, 60)).isGreaterThan(0.97);
        assertThat(accuracy(10, 30)).isGreaterThan(0.85);
    }

    private static double accuracy(int least, int below) {
        int all = 0;
        int right = 0;
        int undetermined = 0;
        for (GoldDocument document : GoldDocument.all()) {
            for (String sentence : document.sentences()) {
                long letters = sentence.codePoints().filter(Character::isLetter).count();
                if (letters >= least && letters < below) {
                    String found = FOUND.get(sentence);
                    all++;
                    right += found.equals(document.language()) ? 1 : 0;
                    undetermined += found.equals(LanguageTags.UNDETERMINED) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                "| %d to %d | %d | %.4f | %d |%n",
                least, below - 1, all, right / (double) all, undetermined);
        return right / (double) (all - undetermined);
    }

    @ParameterizedTest
    @CsvSource({
        "fr, Tous les êtres humains naissent libres et égaux en dignité et en droits.",
        "es, Todos los seres humanos nacen libres e iguales en dignidad y derechos.",
        "it, Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti.",
        "pt, Todos os seres humanos nascem livres e iguais em dignidade e em direitos.",
        "nl, Alle mensen worden vrij en gelijk in waardigheid en rechten geboren.",
        "pl, Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw.",
        "nb, Alle mennesker er født frie og med samme menneskeverd og menneskerettigheter.",
        "ru, Все люди рождаются свободными и равными в своем достоинстве и правах.",
        "ja, すべての人間は、生まれながらにして自由である。",
        "zh, 人人生而自由，在尊严和权利上一律平等。",
        "und, 12345 67 !!",
        "und, 🐕🐕🐕",
        "und, OK"
    })
    void when_textIsInALanguage_then_itsCode(String expected, String text) {
        assertThat(DETECTOR.detect(text)).isEqualTo(expected);
    }

    @Test
    void when_threadsShareADetector_then_resultsAgree() {
        Map<String, String> parallel =
                FOUND.keySet().parallelStream()
                        .collect(Collectors.toMap(Function.identity(), DETECTOR::detect));
        assertThat(parallel).isEqualTo(FOUND);
    }
}
