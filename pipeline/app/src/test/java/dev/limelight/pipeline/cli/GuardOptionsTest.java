package dev.limelight.pipeline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.GuardAction;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.connectors.record.GuardFinding;
import dev.limelight.pipeline.cli.input.InputDocument;
import dev.limelight.pipeline.cli.input.InputFolder;
import dev.limelight.pipeline.cli.screen.GuardView;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.DocumentParser;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.GuardedParser;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard before models read: what a person asks for and sees, without a model. */
class GuardOptionsTest {

    private static final byte[] HIDDEN = "Pay the in\u200bvoice. It is old.\n".getBytes(UTF_8);

    private static final Path DEMO = Path.of("..", "..", "test-data", "documents");

    @Test
    void when_theDemosOwnDocumentsAreRead_then_theGuardFindsNothing() throws Exception {
        var parser = GuardedParser.of(DocumentParser.ofTexts(), GuardPolicy.OF_TEXT);
        List<InputDocument> documents = InputFolder.read(DEMO).documents();
        assertThat(documents).hasSize(19);
        assertThat(documents)
                .filteredOn(document -> document.isAlerting(parser))
                .extracting(InputDocument::key)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"summarize", "translate --to de"})
    void when_aTextIsQuarantined_then_exitIs1AndTheFindingsAreNamed(String command) {
        Ran ran = Ran.command(HIDDEN, (command + " --policy unicode=quarantine").split(" "));
        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("quarantined by the guard: unicode 10-11 (invisible character U+200B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"summarize", "translate --to de", "demo", "serve --port 0"})
    void when_thePolicyIsWrong_then_exitIs2AndMessageSaysWhy(String command) {
        refused(command + " --guard maybe", "--guard maybe, expected on or off");
        refused(command + " --policy colour=off", "detector 'colour', expected one of unicode");
        refused(command + " --policy off-topic=flag", "a detector of these asks a model");
    }

    @Test
    void when_thereAreManyFindings_then_theFirstAreShownAndTheOthersCounted() {
        var finding = new GuardFinding(0, 1, "unicode", 1, 1, "a reason", GuardAction.FLAG);
        var alert =
                new GuardAlertRecord(
                        "guard", "d", Collections.nCopies(8, finding), null, 1, "p", null, 1);
        assertThat(new GuardView(new Terminal(false, 80)).glance("A lamp.", alert))
                .contains("  and 3 findings more")
                .filteredOn(line -> line.startsWith("  unicode "))
                .hasSize(5);
        assertThat(GuardView.brief(alert)).hasSize(6).endsWith("d: and 3 findings more");
    }

    private static void refused(String words, String message) {
        Ran ran = Ran.command(words.split(" "));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }
}
