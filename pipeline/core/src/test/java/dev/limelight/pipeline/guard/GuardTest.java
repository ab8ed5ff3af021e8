package dev.limelight.pipeline.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limelight.connectors.record.GuardAction;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.SentenceVectors;
import dev.limelight.pipeline.guard.detect.Suspicion;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final SentenceVectors ALIKE =
            sentences -> sentences.stream().map(any -> new double[] {1}).toArray(double[][]::new);
    private static final GuardPolicy SURFACE =
            GuardPolicy.DEFAULT.with("off-topic", "off").with("instruction-like", "off");
    private static final String HIDDEN = "The in\u200bvoice is due. Pay p\u0430ypal today.";

    @Test
    void when_detectorsFind_then_findingsAreInTheOrderOfTheText() {
        GuardReport report = new Guard(SURFACE, null).inspect(Documents.english(HIDDEN));
        assertThat(report.findings())
                .extracting(each -> each.suspicion().start())
                .containsExactly(6, HIDDEN.indexOf('\u0430'));
        assertThat(report.findings())
                .allMatch(each -> each.detector().equals("unicode"))
                .allMatch(each -> each.action() == GuardAction.FLAG);
        assertThat(report.score()).isGreaterThan(0.5);
    }

    @Test
    void when_detectorIsOff_then_itFindsNothing() {
        Guard guard = new Guard(SURFACE.with("unicode", "off"), null);
        assertThat(guard.inspect(Documents.english(HIDDEN)).findings()).isEmpty();
    }

    @Test
    void when_policySaysSo_then_actionAndThresholdAreItsOwn() {
        Guard guard = new Guard(SURFACE.with("stuffing", "quarantine:0.3"), null);
        String text = "The lamp and the lamp and the lamp and the lamp and the lamp.";
        Finding only = guard.inspect(Documents.english(text)).findings().get(0);
        assertThat(only.action()).isEqualTo(GuardAction.QUARANTINE);
        assertThat(only.threshold()).isEqualTo(0.3);
        assertThat(only.suspicion().score()).isGreaterThanOrEqualTo(0.3);
    }

    @Test
    void when_policyIsWritten_then_itReadsAsItsOptions() {
        assertThat(SURFACE.with("unicode", "mask").toString())
                .isEqualTo(
                        "unicode=mask:1.00 stuffing=flag:0.60 encoded=flag:0.40 off-topic=off"
                                + " instruction-like=off");
    }

    @Test
    void when_policyIsWrong_then_messageNamesValueAndExpectation() {
        refused("colour", "off", "detector 'colour', expected one of unicode, stuffing");
        refused("unicode", "shout", "action 'shout', expected off or one of flag, mask");
        refused("unicode", "flag:high", "threshold 'high', expected a number from 0 to 1");
        refused("unicode", "flag:2", "threshold 2.0, expected 0 to 1");
        refused("unicode", "flag:NaN", "threshold NaN, expected 0 to 1");
    }

    @Test
    void when_vectorsAreNeededAndNoModelIsThere_then_guardIsRefused() {
        assertThat(Guard.needsVectors(GuardPolicy.DEFAULT)).isTrue();
        assertThat(Guard.needsVectors(SURFACE)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guard(GuardPolicy.DEFAULT, null))
                .withMessageContaining("without a model of sentences");
    }

    @Property
    void when_textIsHostile_then_spansLieInsideAndDoNotOverlap(@ForAll("texts") String text) {
        var whole = new Sentence(0, text.length() + 1, 0, SentenceKind.PROSE);
        Document document = Documents.of("id", "en", text + ".", List.of(whole));
        for (Detector detector : Detectors.all()) {
            int end = 0;
            for (Suspicion each : inspect(detector, document)) {
                assertThat(each.start()).as(detector.name()).isGreaterThanOrEqualTo(end);
                assertThat(each.end()).isLessThanOrEqualTo(document.text().length());
                end = each.end();
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return HostileTexts.any();
    }

    @Test
    void when_detectorsAreListed_then_eachHasARuleAndSaysWhatItIs() {
        assertThat(GuardPolicy.DEFAULT.rules().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Detectors.all().stream().map(Detector::name).toList());
        assertThat(Detectors.all())
                .allMatch(each -> !each.meaning().isBlank() && !each.baseline().isBlank());
    }

    private static List<Suspicion> inspect(Detector detector, Document document) {
        return detector.inspect(new Inspected(document, ALIKE));
    }

    private static void refused(String detector, String words, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardPolicy.DEFAULT.with(detector, words))
                .withMessageContaining(message);
    }
}
