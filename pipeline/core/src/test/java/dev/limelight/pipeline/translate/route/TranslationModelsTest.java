package dev.limelight.pipeline.translate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.fixture.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TranslationModelsTest {

    private static final List<String> CODES = List.of("de", "en", "fr", "nl");

    @Test
    void when_severalModelsTranslateAPair_then_theFirstCounts() {
        var models = models(List.of(), model("a", "en", "de"), model("b", "eng_Latn", "deu_Latn"));
        assertThat(models.routes().models()).isEqualTo(Map.of("en-de", "a"));
        assertThat(models.configured()).isEqualTo("en-de=a");
        assertThat(models.writes("de-AT")).isTrue();
        assertThat(models.writes("en")).isFalse();
    }

    @Test
    void when_aModelHasManyLanguages_then_noneIsATargetOfItself() {
        var many = List.of("en_XX", "fr_XX");
        var models =
                new TranslationModels(
                        List.of(
                                new TranslationBundle(
                                        Path.of("m"), many, many, AttentionTap.mean(0)),
                                model("simple", "nl", "nl")),
                        List.of());
        assertThat(models.routes().models().keySet()).containsExactly("en-fr", "fr-en", "nl-nl");
        assertThat(models.languages()).isEqualTo(Map.of("en", List.of("fr"), "fr", List.of("en")));
    }

    @Test
    void when_nobodyKnowsTheLanguage_then_oneWithoutAPivotBeforeOthers() {
        var models = models(List.of("en"), model("a", "fr", "en"), model("b", "en", "de"));
        Document unknown = Documents.of("x", "en", "hi").in("und");
        assertThat(models.readable(unknown, false, "de").orElseThrow().language()).isEqualTo("en");
        assertThat(models.readable(unknown, true, "de")).isEmpty();
        assertThat(models.readable(unknown.in("fr"), true, "de")).isPresent();
        assertThat(models.readable(unknown.in("de"), true, "fr")).isEmpty();
        assertThat(models.readable(unknown.in("nl"), false, "nl-BE")).isPresent();
    }

    @Test
    void when_aModelKeepsItsLanguagesToItself_then_itIsForWhatIsWished() {
        var silent =
                new TranslationBundle(Path.of("m"), List.of(), List.of(), AttentionTap.mean(0));
        var models = new TranslationModels(List.of(silent), List.of());
        Document unknown = Documents.of("x", "en", "hi").in("und");
        assertThat(models.readable(unknown, false, "nl")).isEmpty();
        assertThat(models.forWish("und", "nl").readable(unknown, false, "nl")).isPresent();
    }

    @Test
    void when_languagesAreWanted_then_thePairsThatLeadThereAndThroughAPivot() {
        var models =
                models(
                        List.of("en", "nl"),
                        model("a", "de", "en"),
                        model("b", "en", "pt"),
                        model("c", "en", "fr"),
                        model("d", "nl", "de"));
        Routes routes = models.leadingTo(List.of("pt-BR"));
        assertThat(routes.models()).isEqualTo(Map.of("de-en", "a", "en-pt", "b"));
        assertThat(routes.targets()).containsExactly("pt-BR");
        assertThat(routes.pivots()).containsExactly("en");
        assertThat(routes.hops("de", "pt-BR")).hasSize(2);
    }

    @Test
    void when_aModelIsTheBestForNoPair_then_itIsNotUsed() {
        var silent =
                new TranslationBundle(Path.of("m"), List.of(), List.of(), AttentionTap.mean(0));
        var models = models(List.of(), model("a", "en", "pt"), model("b", "en", "pt"), silent);
        assertThat(models.used())
                .extracting(each -> each.folder().toString())
                .containsExactly("a", "m");
    }

    @Test
    void when_pivotsAreWritten_then_theirCodes() {
        assertThat(TranslationModels.pivots(" EN-gb, fr ,en,")).containsExactly("en", "fr");
        assertThat(TranslationModels.pivots("")).isEmpty();
        assertThatThrownBy(() -> TranslationModels.pivots("english"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What is offered is what can be done: there is a way, of models that are there. */
    @Property(tries = 300)
    void when_aPairIsOffered_then_itsLegsAreModelsAtHand(
            @ForAll("pairs") List<List<String>> pairs, @ForAll("codes") List<String> pivots) {
        List<TranslationBundle> bundles =
                pairs.stream().map(p -> model("to-" + p, p.get(0), p.get(1))).toList();
        var models = new TranslationModels(bundles, pivots);
        for (String source : CODES) {
            for (String target : CODES) {
                List<Routes.Hop> hops = models.routes().hops(source, target);
                boolean isOffered =
                        models.languages().getOrDefault(source, List.of()).contains(target);
                assertThat(isOffered).isEqualTo(!hops.isEmpty() && !source.equals(target));
                assertThat(hops.size()).isLessThanOrEqualTo(2);
                for (Routes.Hop hop : hops) {
                    TranslationBundle bundle = models.bundle(hop.folder());
                    assertThat(bundle.reads(hop.source()) && bundle.writes(hop.target())).isTrue();
                }
                boolean direct = pairs.contains(List.of(source, target));
                assertThat(hops.size() == 1).isEqualTo(direct);
            }
        }
    }

    @Provide
    Arbitrary<List<List<String>>> pairs() {
        Arbitrary<String> code = Arbitraries.of(CODES);
        return Combinators.combine(code, code)
                .as((source, target) -> List.of(source, target))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<String>> codes() {
        return Arbitraries.of(CODES).list().uniqueElements().ofMaxSize(2);
    }

    private static TranslationModels models(List<String> pivots, TranslationBundle... bundles) {
        return new TranslationModels(List.of(bundles), pivots);
    }

    private static TranslationBundle model(String folder, String source, String target) {
        return new TranslationBundle(
                Path.of(folder), List.of(source), List.of(target), AttentionTap.mean(0));
    }
}
