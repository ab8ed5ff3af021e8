package dev.limelight.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.limelight.connectors.record.InputRecord;
import dev.limelight.connectors.record.SourcePosition;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.fixture.Records;
import dev.limelight.pipeline.job.StageContract.Answer;
import dev.limelight.pipeline.language.Languages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of the package keeps the contract that the package's docs state. */
@Timeout(300)
@Tag("slow")
class StageContractTest {

    private static final int HUGE = 20_000;
    private static final String TEXT = "The bridge was closed on Tuesday. It is old.";

    private static Stages stages;

    @BeforeAll
    static void open() {
        stages = new Stages();
    }

    @AfterAll
    static void close() {
        stages.close();
    }

    static Stream<StageContract<?, ?>> all() {
        return stages.all().stream();
    }

    @Test
    void when_aFunctionIsAdded_then_itIsUnderTheContract() {
        List<String> functions =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("dev.limelight.pipeline.job")
                                .stream()
                                .filter(type -> type.isAssignableTo(Function.class))
                                .filter(
                                        type ->
                                                !type.getModifiers()
                                                        .contains(JavaModifier.ABSTRACT))
                                .map(JavaClass::getName)
                                .toList();

        assertThat(all().map(stage -> stage.function().getName()).toList())
                .containsExactlyInAnyOrderElementsOf(functions);
    }

    @ParameterizedTest
    @MethodSource("all")
    <I> void when_theCoreThrows_then_thatElementAloneFails(StageContract<I, ?> stage)
            throws Exception {
        List<I> elements =
                List.of(
                        stage.element().apply(document(0, "en", TEXT)),
                        stage.bad().apply(document(1, "en", TEXT)),
                        stage.element().apply(document(2, "en", TEXT)));

        assertThat(stage.answers(elements))
                .containsExactlyInAnyOrder(
                        new Answer(0, stages.isOfBadOnes(stage)),
                        new Answer(1, !stages.writesBadOnes(stage)),
                        new Answer(2, stages.isOfBadOnes(stage)));
    }

    @ParameterizedTest
    @MethodSource("all")
    <I> void when_documentsAreHostile_then_eachHasOneAnswer(StageContract<I, ?> stage)
            throws Exception {
        List<I> elements = new ArrayList<>();
        for (Document document : hostile()) {
            elements.add(stage.element().apply(document));
        }

        assertThat(offsets(stage.answers(elements)))
                .isEqualTo(LongStream.range(0, elements.size()).boxed().toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    <I> void when_anElementComesTwice_then_eachIsAnsweredAlike(StageContract<I, ?> stage)
            throws Exception {
        I element = stage.element().apply(document(7, "en", TEXT));
        int times = stage.function() == AssembleFunction.class ? 1 : 2;

        assertThat(stage.answersOfTwice(element))
                .hasSize(times)
                .containsOnly(new Answer(7, stages.isOfBadOnes(stage)));
    }

    @ParameterizedTest
    @MethodSource("all")
    <I> void when_restoredHalfWay_then_eachElementHasOneAnswer(StageContract<I, ?> stage)
            throws Exception {
        I before = stage.element().apply(document(0, "en", TEXT));
        I across = stage.element().apply(document(1, "en", TEXT.repeat(40)));
        I after = stage.element().apply(document(2, "en", TEXT));

        assertThat(offsets(stage.answersOverARestore(before, across, after)))
                .isEqualTo(List.of(0L, 1L, 2L));
    }

    @ParameterizedTest
    @MethodSource("all")
    <I> void when_closedHalfWay_then_nothingFailsForIt(StageContract<I, ?> stage) throws Exception {
        List<I> elements = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            elements.add(stage.element().apply(document(i, "en", TEXT.repeat(200))));
        }

        List<Answer> answers = stage.answersBeforeAnEnd(elements);
        assertThat(offsets(answers)).doesNotHaveDuplicates();
        if (!stages.isOfBadOnes(stage) && stage.function() != InferenceFunction.class) {
            assertThat(answers).noneMatch(Answer::failed);
        }
    }

    private static List<Long> offsets(List<Answer> answers) {
        return answers.stream().map(Answer::offset).sorted().collect(Collectors.toList());
    }

    private static List<Document> hostile() {
        List<Document> documents = new ArrayList<>();
        for (String language : List.of("en", "und", "tlh", "zz-Zzzz-001")) {
            documents.add(document(documents.size(), language, TEXT));
        }
        for (String text : List.of("", " ", ".", "\u0000", "\ud800")) {
            documents.add(document(documents.size(), "en", text));
        }
        for (String kind : List.of("a", " ", ".", "字", "\ud83d\ude00", "\u0301", "\n")) {
            String text = kind.repeat(HUGE / kind.length());
            documents.add(document(documents.size(), "en", text));
        }
        return documents;
    }

    /** The id is the offset, by which {@link StageContract} knows it again. */
    private static Document document(long offset, String language, String text) {
        String id = String.valueOf(offset);
        InputRecord record = Records.text(id, text);
        var source = new SourcePosition(record.source().topic(), 0, offset);
        var splitter = new SentenceSplitter(Languages.profile(language));
        return new Document(
                new InputRecord(source, 1_000, record.key(), record.value(), record.headers()),
                id,
                text,
                language,
                splitter.split(text),
                List.of("summarize", "translate"),
                List.of("de"),
                Map.of(),
                List.of());
    }
}
