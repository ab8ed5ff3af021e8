package dev.limelight.modelserver.architecture.bert;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import org.junit.jupiter.api.Test;

class ModelFileTest {

    /** Whoever forgets a folder when deploying must read its name. */
    @Test
    void when_theModelsJarIsMissing_then_theErrorNamesTheFolderThatAClusterNeeds() {
        assertThatThrownBy(() -> ModelFile.read("/no-such-model.onnx"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no resource /no-such-model.onnx")
                .hasMessageContaining("the jars of cluster-lib in its lib folder");
    }
}
