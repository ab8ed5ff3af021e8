package dev.limelight.pipeline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.kafka.refusal.Asked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausesTest {

    private static final Causes CAUSES =
            new Causes(
                    "host:1",
                    new Asked(topic -> "Read", List.of("a.documents"), List.of("g"), "tx"));

    private static final String FRAMES = "\n\tat a.b.C.d(C.java:1)\n\t... 12 more\n";

    @Test
    void when_causesAreNested_then_theLastIsSaid() {
        assertThat(
                        CAUSES.oneLine(
                                "org.apache.flink.util.FlinkException: Global failure"
                                        + FRAMES
                                        + "Caused by: java.lang.RuntimeException: outer thing"
                                        + FRAMES
                                        + "Caused by: java.io.IOException: no folder /nowhere\nsecond"
                                        + " line"
                                        + FRAMES))
                .isEqualTo("no folder /nowhere");
    }

    @Test
    void when_kafkaRefusesOnTheWay_then_operationAndResourceAreNamed() {
        assertThat(
                        CAUSES.oneLine(
                                "java.lang.RuntimeException: outer"
                                        + FRAMES
                                        + "Caused by: org.apache.kafka.common.errors"
                                        + ".TransactionalIdAuthorizationException: Transactional Id"
                                        + " authorization failed.\n"))
                .contains("does not allow Write on transactional id tx*", "kafka-acls");
        assertThat(
                        CAUSES.oneLine(
                                "org.apache.kafka.common.errors.GroupAuthorizationException: Not"
                                        + " authorized to access group: g-translate\n"))
                .contains("Read on consumer group g-translate");
    }

    @Test
    void when_theStateDoesNotFit_then_itIsSaidWhatToDo() {
        assertThat(
                        CAUSES.oneLine(
                                "java.lang.IllegalStateException: Failed to rollback to"
                                        + " checkpoint/savepoint x. Cannot map checkpoint/savepoint state"
                                        + " for operator 4e9c6f to the new program, because the operator"
                                        + " is not available in the new program. If you want to allow to"
                                        + " skip this, you can set the --allowNonRestoredState option on"
                                        + " the CLI."))
                .contains("-- -n", "--fresh", "expected the stages");
    }

    @Test
    void when_anErrorHasNoMessage_then_itsNameIsSaid() {
        assertThat(CAUSES.oneLine("java.lang.OutOfMemoryError" + FRAMES))
                .isEqualTo("OutOfMemoryError");
        assertThat(CAUSES.oneLine("java.lang.NoClassDefFoundError: ai/djl/X" + FRAMES))
                .isEqualTo("NoClassDefFoundError ai/djl/X");
        assertThat(CAUSES.oneLine(new IllegalStateException("a", new Exception("the cause b"))))
                .isEqualTo("the cause b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "no exception at all",
                "x: y",
                "Caused by: ",
                "\u0000\u202e",
                "a.b"
            })
    void when_itIsNoStackTrace_then_stillOneLine(String text) {
        assertThat(CAUSES.oneLine(text)).doesNotContain("\n", "\u0000", "\u202e");
    }

    @Test
    void when_theMessageIsEndless_then_theLineIsNot() {
        assertThat(CAUSES.oneLine("a.B: " + "word ".repeat(100_000))).hasSizeLessThan(600);
    }
}
