package dev.limelight.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.limelight.connectors");

    @Test
    void when_classNeedsAModel_then_itBelongsElsewhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.limelight.modelserver..",
                        "dev.limelight.pipeline..",
                        "ai.onnxruntime..",
                        "ai.djl..")
                .because("what needs a model and Kafka belongs into the pipeline")
                .check(CLASSES);
    }

    @Test
    void when_recordsAreReadOrWritten_then_withoutFlinkAndKafka() {
        noClasses()
                .that()
                .resideInAnyPackage("..connectors.record..", "..connectors.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.flink..",
                        "org.apache.kafka..",
                        "kafka..",
                        "dev.limelight.connectors.kafka..",
                        "dev.limelight.connectors.broker..")
                .because("records are read and written without Flink and Kafka, too")
                .check(CLASSES);
    }

    @Test
    void when_recordIsDefined_then_itDoesNotKnowItsForm() {
        noClasses()
                .that()
                .resideInAPackage("..connectors.record..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..connectors.codec..")
                .because("a record must not know how it is written")
                .check(CLASSES);
    }

    @Test
    void when_brokerIsNeeded_then_onlyItsPackageRefersToIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..connectors.broker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "kafka..",
                        "scala..",
                        "org.apache.kafka.metadata..",
                        "org.apache.kafka.server..",
                        "dev.limelight.connectors.broker..")
                .because("a job jar leaves the broker out; use the Kafka client")
                .check(CLASSES);
    }

    @Test
    void when_packagesUseEachOther_then_thereIsNoCycle() {
        slices().matching("dev.limelight.connectors.(**)")
                .should()
                .beFreeOfCycles()
                .because("two packages that need each other are one; move the shared type down")
                .check(CLASSES);
    }
}
