package dev.limelight.pipeline.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
class ModelDeciderTest {

    @TempDir private Path bundles;

    private final FakeModels models = new FakeModels();
    private final ModelDecider decider = new ModelDecider(models, BundleFolders.ofProcess());

    @BeforeEach
    void bundles() throws IOException {
        bundles = bundles.toRealPath();
        for (String name : new String[] {"a", "b"}) {
            Files.createDirectory(bundles.resolve(name));
            Files.writeString(bundles.resolve(name).resolve("config.json"), "{}");
        }
    }

    @AfterEach
    void nothingStaysOpen() {
        decider.close();
        decider.close();
        assertThat(models.loaded).allMatch(model -> model.closings() == 1);
    }

    @Test
    void when_theRecordSaysARevision_then_resultsSayIt() {
        ModelDecision decision = decide("en-de", folder("a", ",'revision':'2'"));
        assertThat(decision.alert()).isNull();
        assertThat(decision.alias()).isEqualTo("en-de");
        assertThat(decision.revision())
                .isEqualTo(
                        new ModelRevision(
                                "en-de",
                                new ModelRef("id of " + path("a"), "2"),
                                new ModelSource(path("a"), null, "")));
    }

    @Test
    void when_theRecordSaysNone_then_theModelsOwn() {
        ModelDecision decision = decide("en-de", folder("a", ""));
        assertThat(decision.revision().model().revision()).isEqualTo("sum of " + path("a"));
    }

    @Test
    void when_theFolderIsALink_then_whatItLeadsToNowIsMeant() throws IOException {
        Files.createSymbolicLink(bundles.resolve("current"), bundles.resolve("b"));
        ModelDecision decision = decide("en-de", folder("current", ""));
        assertThat(decision.revision().source().folder()).isEqualTo(path("b"));
    }

    @Test
    void when_theValueIsNull_then_theConfiguredModel() {
        assertThat(decider.decide(input("en-de", null)))
                .isEqualTo(new ModelDecision("en-de", null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en-de; {; invalid JSON",
                "en-de; {'alias':'en-de'}; expected one",
                "en-xx; {'path':'/m'}; alias \"en-xx\", expected one of [en-de, en-fr]",
                "minilm; {'path':'/m'}; alias \"minilm\", expected one of",
                "en-de; {'path':'/no/such/folder'}; no folder /no/such/folder, expected one that",
                "en-de; {'repository':'../x'}; repository '../x', expected org/name",
            })
    void when_theRecordMakesNoSense_then_anAlertWithItsBytes(
            String key, String json, String error) {
        InputRecord input = input(key, json);
        AlertRecord alert = decider.decide(input).alert();
        assertThat(alert.kind()).isEqualTo(AlertKind.MODEL_REFUSED);
        assertThat(alert.error()).contains(error);
        assertThat(alert.alias()).isEqualTo(key);
        assertThat(alert.source()).isEqualTo(input.source());
        assertThat(alert.value()).isEqualTo(input.value());
        assertThat(models.loaded).isEmpty();
    }

    @Test
    void when_theTombstoneIsOfNobody_then_anAlert() {
        assertThat(decider.decide(input("en-xx", null)).alert().error()).contains("en-xx");
        assertThat(decider.decide(input(null, null)).alert()).isNotNull();
    }

    @Test
    void when_theModelCannotBeLoaded_then_anAlert() {
        models.broken.add(path("a"));
        AlertRecord alert = decide("en-de", folder("a", "")).alert();
        assertThat(alert.error()).contains("lacks something");
    }

    @Test
    void when_theModelDoesSomethingElse_then_anAlertAndItIsClosed() {
        models.unfit.add(path("a"));
        AlertRecord alert = decide("en-de", folder("a", "")).alert();
        assertThat(alert.error()).contains("writes [fr], expected de");
        assertThat(models.loaded).singleElement().matches(model -> model.closings() == 1);
    }

    @Test
    void when_moreAreAccepted_then_onlyTheLastStaysOpen() {
        decide("en-de", folder("a", ""));
        assertThat(models.open(path("a"))).hasSize(1);
        decide("en-fr", folder("b", ""));
        assertThat(models.open(path("a"))).isEmpty();
        assertThat(models.open(path("b"))).hasSize(1);
        decider.decide(input("en-fr", null));
        assertThat(models.open(path("b"))).isEmpty();
    }

    @Test
    void when_oneIsLoadedAfterTheEnd_then_itIsClosed() {
        decider.close();
        decide("en-de", folder("a", ""));
        assertThat(models.loaded).singleElement().matches(model -> model.closings() == 1);
    }

    private ModelDecision decide(String key, String json) {
        ModelDecision decision = decider.decide(input(key, json));
        assertThat(decision.alert() == null).isEqualTo(decision.alias() != null);
        return decision;
    }

    private String folder(String name, String more) {
        return "{'path':'" + bundles.resolve(name) + "'" + more + "}";
    }

    private String path(String name) {
        return bundles.resolve(name).toString();
    }

    private static InputRecord input(String key, String json) {
        return new InputRecord(
                new SourcePosition("limelight.models", 0, 3), 1, bytes(key), bytes(json), Map.of());
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
