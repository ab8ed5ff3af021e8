package dev.limelight.pipeline.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.inference.ChunkResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssemblerTest {

    private static final Document DOCUMENT = Documents.english("It rained.");

    @Test
    void when_allChunksAreThere_then_theDocumentIsComplete() {
        assertThat(Assembler.isComplete(DOCUMENT, List.of(read(1), read(0), read(2)))).isTrue();
        assertThat(Assembler.isComplete(DOCUMENT, List.of(read(1), read(0)))).isFalse();
        assertThat(Assembler.isComplete(DOCUMENT, List.of())).isFalse();
        assertThat(Assembler.isComplete(null, List.of(read(1), read(0), read(2)))).isFalse();
    }

    @Test
    void when_readingsComeOutOfOrder_then_theyAreJoinedInChunkOrder() {
        List<ChunkResult> late = List.of(read(2), read(0), read(1));
        assertThat(Assembler.assemble(DOCUMENT, late).results())
                .extracting(ChunkResult::sequence)
                .containsExactly(0, 1, 2);
    }

    @Test
    void when_severalChunksFail_then_theFailureIsThatOfTheFirst() {
        assertThat(Assembler.firstFailure(List.of(read(0), read(1)))).isNull();
        assertThat(Assembler.firstFailure(List.of(failed(2), read(0), failed(1))))
                .isEqualTo(failed(1));
    }

    @Test
    void when_chunksAreMissing_then_theyAreCountedFromOne() {
        assertThat(Assembler.missing(List.of(read(1)))).isEqualTo("chunk 1, 3 of 3");
        assertThat(Assembler.missing(List.of())).isEqualTo("all chunks");
    }

    private static ChunkResult read(int sequence) {
        return reading(sequence, null);
    }

    private static ChunkResult failed(int sequence) {
        return reading(
                sequence,
                new Failure(Stage.INFERENCE, DeadLetterCategory.TIMEOUT, "late " + sequence));
    }

    private static ChunkResult reading(int sequence, @Nullable Failure failure) {
        return new ChunkResult(
                Records.text("id", "").source(),
                sequence,
                3,
                10,
                List.of(),
                List.of(),
                null,
                failure,
                new ModelRef("model", "0"),
                0,
                0);
    }
}
