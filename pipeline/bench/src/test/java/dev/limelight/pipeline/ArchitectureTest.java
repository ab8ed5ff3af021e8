package dev.limelight.pipeline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.translate.Translation;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;

/** Plain JUnit tests: Surefire counts none of ArchUnit's own and would not tell if they went. */
class ArchitectureTest {

    private static final String EVERYTHING = "dev.limelight";
    private static final String BASE = EVERYTHING + ".pipeline";

    /** Models, which several use, and then in the order in which a document goes through. */
    private static final List<String> STAGES =
            List.of(
                    "models",
                    "document",
                    "chunk",
                    "inference",
                    "assemble",
                    "salience",
                    "summarize",
                    "translate",
                    "sink");

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages(EVERYTHING);

    private static final JavaClasses CLASSES = ALL.that(resideInAPackage(BASE + ".."));

    @Test
    void when_aStageUsesAnother_then_itIsAnEarlierOne() {
        for (int i = 0; i < STAGES.size() - 1; i++) {
            noClasses()
                    .that()
                    .resideInAPackage(stage(STAGES.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            STAGES.subList(i + 1, STAGES.size()).stream()
                                    .map(ArchitectureTest::stage)
                                    .toArray(String[]::new))
                    .because("a stage takes what earlier ones give; move a shared type up front")
                    .check(CLASSES);
        }
    }

    /** The modules' borders say the same of the libraries; this says it of the packages. */
    @Test
    void when_aClassUsesFlink_then_itIsAFunctionOfTheJob() {
        noClasses()
                .that()
                .resideInAnyPackage(stages("models", "sink"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", stage("job"))
                .because("what a stage computes is tested without a cluster; adapt it in job")
                .check(CLASSES);
    }

    @Test
    void when_aStageUsesAClass_then_itIsNeitherKafkasNorANativeLibrarys() {
        noClasses()
                .that()
                .resideInAnyPackage(stages("models", "sink"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.apache.flink.connector..",
                        "dev.limelight.connectors.kafka..",
                        "dev.limelight.connectors.broker..",
                        BASE + ".config..",
                        BASE + ".cli..",
                        BASE)
                .because("stages take records and give records; the ends are for DocumentPipeline")
                .check(CLASSES);
    }

    @Test
    void when_aModelIsReached_then_itIsThroughItsApi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "ai.onnxruntime..",
                        "ai.djl..",
                        "ai.onnx..",
                        "dev.limelight.modelserver.runtime..",
                        "dev.limelight.modelserver.tokenizer..",
                        "dev.limelight.modelserver.batching..",
                        "dev.limelight.modelserver.model..",
                        "dev.limelight.modelserver.architecture..")
                .because("native memory has its owners in model-server; use its api")
                .check(CLASSES);
    }

    @Test
    void when_aLanguageUsesAClass_then_itIsNoStages() {
        noClasses()
                .that()
                .resideInAPackage(stage("language"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "dev.limelight.connectors..", BASE)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(stages("models", "sink"))
                .because("a language is data that every stage may use")
                .check(CLASSES);
    }

    /** The job jar has no command line. */
    @Test
    void when_theCommandLineIsUsed_then_itIsByItself() {
        noClasses()
                .that()
                .resideOutsideOfPackages(stage("cli"), stage("bench.command"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "me.tongfei..", stage("cli"))
                .because("the job runs where the command line is not")
                .check(CLASSES);
    }

    @Test
    void when_packagesUseEachOther_then_thereIsNoCycle() {
        slices().matching(BASE + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one; move the shared type down")
                .check(CLASSES);
    }

    /** Of all modules, which are on this one's class path. */
    @Test
    void when_classesUseEachOther_then_thereIsNoCycle() {
        assertThat(ALL)
                .extracting(JavaClass::getPackageName)
                .contains(BASE, "dev.limelight.connectors.codec", "dev.limelight.modelserver.hub");
        slices().assignedFrom(new Families())
                .should()
                .beFreeOfCycles()
                .because("two classes that need each other cannot be read one after the other")
                .check(ALL);
    }

    /** A class with all that is nested in it; a sealed type with those that it permits. */
    private static final class Families implements SliceAssignment {

        /* Asked once for each use of a class, and to load a class takes long. */
        private final Map<JavaClass, SliceIdentifier> known = new HashMap<>();

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return known.computeIfAbsent(type, Families::identifier);
        }

        private static SliceIdentifier identifier(JavaClass type) {
            return type.getPackageName().startsWith(EVERYTHING)
                    ? SliceIdentifier.of(family(type.reflect()).getName())
                    : SliceIdentifier.ignore();
        }

        private static Class<?> family(Class<?> type) {
            Class<?> outermost = type.getNestHost();
            return Stream.of(outermost.getInterfaces())
                    .filter(Class::isSealed)
                    .findFirst()
                    .<Class<?>>map(Families::family)
                    .orElse(outermost);
        }

        @Override
        public String getDescription() {
            return "classes";
        }
    }

    @Test
    void when_anHtmlParserIsUsed_then_itIsByMarkup() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".text.markup..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jsoup..")
                .because("every shell has one implementation of HTML; extend text.markup")
                .check(CLASSES);
    }

    /** Attention is brought to words and sentences in one place, which no stage's types reach. */
    @Test
    void when_attributionUsesAClass_then_itIsOfTextsOrTokens() {
        noClasses()
                .that()
                .resideInAPackage(stage("attribution"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.flink..", "dev.limelight.connectors..")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(stages("chunk", "sink"))
                .because("each way of reading attention uses the same rules")
                .check(CLASSES);
    }

    @Test
    void when_markupIsRead_then_noModelIsKnown() {
        noClasses()
                .that()
                .resideInAPackage(stage("text.markup"))
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        stage("text.markup"),
                        "java..",
                        "org.jspecify..",
                        "org.jsoup..",
                        "org.commonmark..")
                .because("job, server and command line have one implementation of markup")
                .check(CLASSES);
    }

    /** So that Flink serializes them field by field, and no operator can change another's. */
    @Test
    void when_aTypeGoesBetweenOperators_then_itIsARecord() {
        assertThat(betweenOperators())
                .contains(Chunk.class, Translation.class, ModelDecision.class)
                .allMatch(Class::isRecord)
                .allMatch(type -> Modifier.isPublic(type.getModifiers()), "public")
                .allMatch(type -> TypeInformation.of(type) instanceof PojoTypeInfo, "a POJO");
    }

    /** Our own types that Flink functions take and give, out of their declarations. */
    private static Set<Class<?>> betweenOperators() {
        return CLASSES.stream()
                .filter(type -> type.isAssignableTo(Function.class))
                .map(type -> type.reflect().getGenericSuperclass())
                .filter(ParameterizedType.class::isInstance)
                .flatMap(type -> Stream.of(((ParameterizedType) type).getActualTypeArguments()))
                .flatMap(
                        type ->
                                type instanceof ParameterizedType outcome
                                        ? Stream.of(outcome.getActualTypeArguments())
                                        : Stream.of(type))
                .filter(Class.class::isInstance)
                .map(type -> (Class<?>) type)
                .filter(type -> type.getName().startsWith(BASE))
                .collect(Collectors.toSet());
    }

    private static String stage(String name) {
        return BASE + "." + name + "..";
    }

    private static String[] stages(String from, String to) {
        return STAGES.subList(STAGES.indexOf(from), STAGES.indexOf(to) + 1).stream()
                .map(ArchitectureTest::stage)
                .toArray(String[]::new);
    }
}
