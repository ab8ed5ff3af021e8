package dev.limelight.pipeline.models;

import static dev.limelight.pipeline.models.FakeModels.CONFIGURED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.AlertKind;
import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ModelSwitchTest {

    private final FakeModels models = new FakeModels();
    private final ModelSwitch inUse = new ModelSwitch(models);

    @AfterEach
    void everythingIsClosedOnce() throws Exception {
        models.slowMayEnd.countDown();
        inUse.close();
        until(() -> models.loaded.stream().allMatch(model -> model.closings() > 0));
        assertThat(models.loaded).allMatch(model -> model.closings() == 1);
    }

    @Test
    void when_nothingIsSwapped_then_configuredModelsAreLoaded() {
        inUse.start(Map.of());
        assertThat(inUse.current("en-de")).isNull();
        assertThat(inUse.current("en-fr")).isNull();
        assertThat(models.open(CONFIGURED)).hasSize(2);
        assertThat(inUse.alerts()).isEmpty();
    }

    @Test
    void when_aSwappedModelIsRestored_then_itIsLoadedFirstAndTheConfiguredOneNotAtAll() {
        inUse.start(Map.of("en-de", revision("new")));
        assertThat(inUse.current("en-de")).isEqualTo(revision("new"));
        assertThat(models.open(CONFIGURED))
                .singleElement()
                .satisfies(model -> assertThat(model.alias).isEqualTo("en-fr"));
    }

    @Test
    void when_aModelLoads_then_theOneBeforeGoesOnUntilItIsThere() throws Exception {
        inUse.start(Map.of());
        inUse.change("en-de", revision("slow"));
        models.slowBegan.await();
        assertThat(inUse.current("en-de")).isNull();
        assertThat(models.open(CONFIGURED)).hasSize(2);

        models.slowMayEnd.countDown();
        until(() -> revision("slow").equals(inUse.current("en-de")));
        until(() -> models.open(CONFIGURED).size() == 1);
        assertThat(inUse.current("en-fr")).isNull();
        assertThat(models.open("slow")).hasSize(1);
    }

    @Test
    void when_aDocumentIsHandedOn_then_nothingChangesMeanwhile() throws Exception {
        inUse.start(Map.of());
        inUse.unchanged(
                () -> {
                    inUse.change("en-de", revision("new"));
                    while (models.open("new").isEmpty()) {
                        Thread.onSpinWait();
                    }
                    assertThat(inUse.current("en-de")).isNull();
                    assertThat(models.open(CONFIGURED)).hasSize(2);
                });
        until(() -> revision("new").equals(inUse.current("en-de")));
    }

    @Test
    void when_aModelIsBroken_then_anAlertAndTheOneBeforeGoesOn() throws Exception {
        models.broken.add("bad");
        inUse.start(Map.of("en-de", revision("good")));
        inUse.change("en-de", revision("bad"));

        AlertRecord alert = alert();
        assertThat(alert.kind()).isEqualTo(AlertKind.MODEL_REFUSED);
        assertThat(alert.alias()).isEqualTo("en-de");
        assertThat(alert.error()).contains("bad", "the one before goes on", "lacks something");
        assertThat(inUse.current("en-de")).isEqualTo(revision("good"));
        assertThat(models.open("good")).hasSize(1);
        assertThat(inUse.alerts()).isEmpty();
    }

    @Test
    void when_aRestoredModelIsGone_then_anAlertAndTheConfiguredOne() throws Exception {
        models.broken.add("gone");
        inUse.start(Map.of("en-de", revision("gone"), "en-fr", revision("there")));

        AlertRecord alert = alert();
        assertThat(alert.kind()).isEqualTo(AlertKind.MODEL_LOST);
        assertThat(alert.error()).contains("gone", "the configured model is used");
        assertThat(inUse.current("en-de")).isNull();
        assertThat(inUse.current("en-fr")).isEqualTo(revision("there"));
    }

    @Test
    void when_aConfiguredModelIsBroken_then_theConfigurationIs() {
        models.broken.add(CONFIGURED);
        assertThatThrownBy(() -> inUse.start(Map.of())).hasMessageContaining("lacks something");
    }

    @Test
    void when_changesWaitForEachOther_then_onlyTheLastIsMade() throws Exception {
        inUse.start(Map.of());
        inUse.change("en-de", revision("slow"));
        models.slowBegan.await();
        inUse.change("en-de", revision("2"));
        inUse.change("en-fr", revision("other"));
        inUse.change("en-de", revision("3"));
        models.slowMayEnd.countDown();

        until(() -> revision("3").equals(inUse.current("en-de")));
        assertThat(inUse.current("en-fr")).isEqualTo(revision("other"));
        assertThat(models.loaded).noneMatch(model -> model.folder.equals("2"));
    }

    @Test
    void when_theConfiguredModelIsWantedAgain_then_itIsLoadedAgain() throws Exception {
        inUse.start(Map.of("en-de", revision("new")));
        inUse.change("en-de", null);
        until(() -> inUse.current("en-de") == null);
        until(() -> models.open("new").isEmpty());
        assertThat(models.open(CONFIGURED)).hasSize(2);
    }

    @Test
    void when_theEndComesWhileAModelLoads_then_itIsClosedOnceItIsThere() throws Exception {
        inUse.start(Map.of());
        inUse.change("en-de", revision("slow"));
        inUse.change("en-fr", revision("never"));
        models.slowBegan.await();
        inUse.close();
        assertThat(models.open(CONFIGURED)).isEmpty();
        models.slowMayEnd.countDown();

        until(() -> models.loaded.size() == 3 && models.open("slow").isEmpty());
        assertThat(models.loaded).noneMatch(model -> model.folder.equals("never"));
    }

    private AlertRecord alert() throws Exception {
        List<AlertRecord> alerts = new ArrayList<>();
        until(() -> alerts.addAll(inUse.alerts()));
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    private static ModelRevision revision(String folder) {
        return new ModelRevision(
                "en-de", new ModelRef("m", "1"), new ModelSource(folder, null, ""));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }
}
