package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.OutputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.assemble.Assembled;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.inference.ChunkResult;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.job.result.Outcome;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * What the package's docs say of every stage, on one of them. An element is made of a document; the
 * offset of its record says which one it is.
 *
 * @param <I> the elements
 * @param <H> the harness of Flink's operator
 * @param function of the stage
 * @param harness a new operator, not yet open
 * @param first gives an element, or the first part of it where it comes in parts
 * @param rest gives the rest of it
 * @param element made of a document
 * @param bad an element for the document on which the core throws, or has thrown before
 */
record StageContract<I, H extends AbstractStreamOperatorTestHarness<?>>(
        Class<?> function,
        Opening<H> harness,
        Giving<H, I> first,
        Giving<H, I> rest,
        Function<Document, I> element,
        Function<Document, I> bad) {

    /** Makes a harness. */
    interface Opening<H> {
        H open() throws Exception;
    }

    /** Gives an element to a harness. */
    interface Giving<H, I> {
        void give(H harness, I element) throws Exception;
    }

    /**
     * What became of an element.
     *
     * @param offset which one
     * @param failed whether it is a dead letter or a failed result
     */
    record Answer(long offset, boolean failed) {}

    /** Gives elements, each whole, and waits for the answers. */
    List<Answer> answers(List<I> elements) throws Exception {
        try (H opened = harness.open()) {
            opened.open();
            for (I each : elements) {
                first.give(opened, each);
                rest.give(opened, each);
            }
            return finished(opened);
        }
    }

    /** Gives the first part of an element twice. */
    List<Answer> answersOfTwice(I element) throws Exception {
        try (H opened = harness.open()) {
            opened.open();
            first.give(opened, element);
            first.give(opened, element);
            rest.give(opened, element);
            return finished(opened);
        }
    }

    /** Snapshots when one element is whole and the next is not, and goes on in a new operator. */
    List<Answer> answersOverARestore(I before, I across, I after) throws Exception {
        List<Answer> answers;
        OperatorSubtaskState snapshot;
        try (H opened = harness.open()) {
            opened.open();
            first.give(opened, before);
            rest.give(opened, before);
            first.give(opened, across);
            snapshot = opened.snapshot(1, 1);
            answers = new ArrayList<>(given(opened));
        }
        try (H opened = harness.open()) {
            opened.initializeState(snapshot);
            opened.open();
            rest.give(opened, across);
            first.give(opened, after);
            rest.give(opened, after);
            answers.addAll(finished(opened));
        }
        return answers;
    }

    /** Closes the operator while it works; returns what went out before. */
    List<Answer> answersBeforeAnEnd(List<I> elements) throws Exception {
        H opened = harness.open();
        opened.open();
        for (I each : elements) {
            first.give(opened, each);
        }
        opened.close();
        assertThat(opened.getEnvironment().getActualExternalFailureCause()).isEmpty();
        return given(opened);
    }

    private List<Answer> finished(H opened) throws Exception {
        if (opened instanceof OneInputStreamOperatorTestHarness<?, ?> one) {
            one.endInput();
        }
        assertThat(opened.getEnvironment().getActualExternalFailureCause()).isEmpty();
        return given(opened);
    }

    private static List<Answer> given(AbstractStreamOperatorTestHarness<?> opened) {
        List<Answer> answers = new ArrayList<>();
        opened.extractOutputValues().stream()
                .filter(output -> !(output instanceof Chunk || isSecond(output)))
                .forEach(output -> answers.add(answer(output)));
        side(opened, ChunkFunction.CUT).forEach(document -> answers.add(answer(document)));
        side(opened, DeadLetters.TAG).forEach(letter -> answers.add(answer(letter)));
        return answers;
    }

    private static <T> List<T> side(AbstractStreamOperatorTestHarness<?> opened, OutputTag<T> tag) {
        var output = opened.getSideOutput(tag);
        return output == null ? List.of() : output.stream().map(StreamRecord::getValue).toList();
    }

    /** A salience record goes out beside another. */
    private static boolean isSecond(Object output) {
        return output instanceof OutputRecord record
                && (record.topic().equals("salience")
                        || new String(record.value(), StandardCharsets.UTF_8)
                                .contains("\"reviews-full\""));
    }

    private static Answer answer(Object output) {
        if (output instanceof DeadLetterRecord letter) {
            assertThat(letter.error()).isNotBlank();
            assertThat(letter.stage()).isNotBlank();
            assertThat(letter.category()).isNotNull();
            return new Answer(letter.source().offset(), true);
        } else if (output instanceof ChunkResult result) {
            return new Answer(result.source().offset(), result.failure() != null);
        } else if (output instanceof Outcome<?> outcome) {
            return new Answer(offset(outcome.document()), outcome.failure() != null);
        } else if (output instanceof ModelDecision decision) {
            return new Answer(decision.alert().source().offset(), true);
        }
        return new Answer(offset(output), false);
    }

    private static long offset(Object output) {
        if (output instanceof Document document) {
            return document.original().source().offset();
        } else if (output instanceof Assembled assembled) {
            return offset(assembled.document());
        } else if (output instanceof Salience salience) {
            return offset(salience.assembled());
        } else if (output instanceof TranslationTask task) {
            return offset(task.document());
        }
        return offset((OutputRecord) output);
    }

    private static long offset(OutputRecord record) {
        return switch (record.topic()) {
            case "dead-letters" -> offset(decoded(record, DeadLetterRecord.class).source());
            case "alerts" -> offset(decoded(record, Sourced.class).source());
            default -> Long.parseLong(new String(record.key(), StandardCharsets.UTF_8));
        };
    }

    /** What all kinds of alerts have. */
    private record Sourced(SourcePosition source) {}

    private static long offset(SourcePosition source) {
        return source.offset();
    }

    private static <T extends Record> T decoded(OutputRecord record, Class<T> type) {
        try {
            return RecordCodec.decode(record.value(), type);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return function.getSimpleName();
    }
}
