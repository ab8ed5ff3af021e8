package dev.limelight.pipeline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.connectors.record.SourcePosition;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {

    @Test
    void when_nothingWasSeen_then_allIsNew() {
        assertThat(Positions.NONE.isNew(new SourcePosition("a", 0, 0))).isTrue();
        assertThat(Positions.parse("")).isEqualTo(Positions.NONE);
    }

    @Test
    void when_aPartitionWasSeen_then_onlyLaterRecordsOfItAreNew() {
        Positions seen = Positions.parse("a-b.c-1-7, a-b.c-1-5,x-0-3");
        assertThat(seen.isNew(new SourcePosition("a-b.c", 1, 7))).isFalse();
        assertThat(seen.isNew(new SourcePosition("a-b.c", 1, 8))).isTrue();
        assertThat(seen.isNew(new SourcePosition("a-b.c", 0, 1))).isTrue();
        assertThat(seen.isNew(new SourcePosition("x", 0, 3))).isFalse();
    }

    @Property
    void always_aWrittenPositionIsRead(
            @ForAll @IntRange(max = 100_000) int partition,
            @ForAll @LongRange(max = 1L << 60) long offset) {
        var position = new SourcePosition("some-prefix.documents-2", partition, offset);
        Positions seen = Positions.parse(Positions.text(position));
        assertThat(seen.isNew(position)).isFalse();
        assertThat(seen.isNew(new SourcePosition(position.topic(), partition, offset + 1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "x-1", "-", "--", "x-1-", "x-a-1", "x-1-99999999999999999999", "x 1 2"})
    void when_aPositionHasAnotherForm_then_theErrorNamesIt(String text) {
        assertThatThrownBy(() -> Positions.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "', expected TOPIC-PARTITION-OFFSET");
    }
}
