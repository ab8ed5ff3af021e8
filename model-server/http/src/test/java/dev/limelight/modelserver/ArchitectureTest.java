package dev.limelight.modelserver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Plain JUnit tests: Surefire counts none of ArchUnit's own and would not tell if they went. */
class ArchitectureTest {

    private static final String BASE = "dev.limelight.modelserver";

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(BASE);

    private static final ArchRule LAYERS =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("http")
                    .definedBy(BASE + ".server..")
                    .layer("server")
                    .definedBy(BASE)
                    .layer("batching")
                    .definedBy(BASE + ".batching..")
                    .layer("architecture")
                    .definedBy(BASE + ".architecture..")
                    .layer("generation")
                    .definedBy(BASE + ".generation..")
                    .layer("tokenizer")
                    .definedBy(BASE + ".tokenizer..")
                    .layer("runtime")
                    .definedBy(BASE + ".runtime..")
                    .layer("bergamot")
                    .definedBy(BASE + ".bergamot..")
                    .layer("hub")
                    .definedBy(BASE + ".hub..")
                    .whereLayer("http")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("server")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("batching")
                    .mayOnlyBeAccessedByLayers("server")
                    .whereLayer("architecture")
                    .mayOnlyBeAccessedByLayers("server", "batching", "hub")
                    .whereLayer("generation")
                    .mayOnlyBeAccessedByLayers("server", "architecture")
                    .whereLayer("tokenizer")
                    .mayOnlyBeAccessedByLayers("architecture")
                    .whereLayer("runtime")
                    .mayOnlyBeAccessedByLayers("architecture")
                    .whereLayer("bergamot")
                    .mayOnlyBeAccessedByLayers("architecture", "runtime", "hub")
                    .whereLayer("hub")
                    .mayOnlyBeAccessedByLayers("server")
                    .because(
                            "calls go down only; hand what a lower layer needs down as an argument,"
                                    + " or put a type that all need into api");

    private static final ArchRule NATIVE_LIBRARIES =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(BASE + ".runtime..", BASE + ".tokenizer..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ai.onnxruntime..", "ai.djl..", "ai.onnx..")
                    .because(
                            "native memory needs one owner; use OnnxModel, OnnxGraph or TextTokenizer"
                                    + " and extend them where they lack something");

    private static final ArchRule HTTP_IN_ONE_PLACE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BASE + ".server..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.vertx..", "io.netty..", "io.prometheus..")
                    .because(
                            "engines run where no server does, and the job jar brings no HTTP"
                                    + " library");

    private static final ArchRule HTML_IN_ONE_PLACE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.jsoup..")
                    .because("server and job have one implementation of HTML; extend markup");

    private static final ArchRule API_IS_JDK_ONLY =
            noClasses()
                    .that()
                    .resideInAPackage(BASE + ".api..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(BASE + ".api..", "java..", "org.jspecify..")
                    .because(
                            "other modules compile against api alone; translate to JDK types before"
                                    + " a value leaves the module");

    private static final ArchRule NO_STREAMING =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
                    .because("models know no streams; adapt them in the pipeline module");

    @Test
    void layers_callDownOnly() {
        LAYERS.check(CLASSES);
    }

    @Test
    void nativeLibraries_haveTwoOwners() {
        NATIVE_LIBRARIES.check(CLASSES);
    }

    @Test
    void httpLibraries_areKnownByTheServerOnly() {
        HTTP_IN_ONE_PLACE.check(CLASSES);
    }

    @Test
    void html_isKnownByMarkupOnly() {
        HTML_IN_ONE_PLACE.check(CLASSES);
    }

    @Test
    void api_usesJdkTypesOnly() {
        API_IS_JDK_ONLY.check(CLASSES);
    }

    @Test
    void models_knowNoStreams() {
        NO_STREAMING.check(CLASSES);
    }
}
