package dev.limelight.pipeline.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.pipeline.teach.tensor.Matrix;
import dev.limelight.pipeline.teach.tensor.Tape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingTest {

    private static final List<String> SENTENCES =
            List.of("The cat sat on the mat.", "We saw a bird.");
    private static final double NUDGE = 1e-5;

    private final Vocabulary vocabulary = new Vocabulary(SENTENCES);
    private final TinyTransformer model =
            new TinyTransformer(vocabulary.tokens().size(), new Random(5));
    private final Training training =
            new Training(model, SENTENCES.stream().map(vocabulary::ids).toList());

    /** Central differences of the loss, at four numbers of each of the model's matrices. */
    @Test
    void when_gradientsAreComputed_then_theyAreThoseOfTheLoss() {
        for (int i = 0; i < 5; i++) {
            training.step();
        }
        training.gradients();
        List<double[]> gradients =
                model.parameters().stream().map(p -> p.gradients().clone()).toList();
        assertThat(gradients).allMatch(all -> Arrays.stream(all).anyMatch(g -> g != 0));
        var random = new Random(9);
        for (int i = 0; i < gradients.size(); i++) {
            Matrix parameter = model.parameters().get(i);
            for (int draw = 0; draw < 4; draw++) {
                int at = random.nextInt(parameter.values().length);
                assertThat(gradients.get(i)[at])
                        .as("number %d of matrix %d", at, i)
                        .isCloseTo(slope(parameter, at), within(1e-7));
            }
        }
    }

    @Test
    void when_modelIsTrained_then_lossFallsAndParametersMove() {
        double before = training.fit().loss();
        for (int i = 0; i < 40; i++) {
            training.step();
        }
        assertThat(training.fit().loss()).isLessThan(before / 4);
        assertThat(training.fit().accuracy()).isGreaterThan(0.8);
    }

    @Test
    void when_aSentenceIsRead_then_attentionIsCausalAndSumsTo1() {
        int[] ids = vocabulary.ids(SENTENCES.get(0));
        for (double[][][] layer : model.read(ids, new Tape()).attention()) {
            for (double[][] head : layer) {
                for (int target = 0; target < ids.length; target++) {
                    assertThat(head[target]).hasSize(target + 1);
                    assertThat(Arrays.stream(head[target]).sum()).isCloseTo(1, within(1e-12));
                }
            }
        }
    }

    @Test
    void when_aLaterTokenChanges_then_earlierPredictionsStay() {
        int[] ids = vocabulary.ids(SENTENCES.get(0));
        int[] other = ids.clone();
        other[ids.length - 1] = Vocabulary.UNKNOWN;
        Matrix before = model.read(ids, new Tape()).logits();
        Matrix after = model.read(other, new Tape()).logits();
        for (int i = 0; i < ids.length - 1; i++) {
            assertThat(after.row(i)).isEqualTo(before.row(i));
        }
        assertThat(after.row(ids.length - 1)).isNotEqualTo(before.row(ids.length - 1));
    }

    @Test
    void when_thereAreTooManyTokens_then_theyAreRefused() {
        assertThatThrownBy(() -> model.read(new int[25], new Tape()))
                .hasMessage("25 tokens, expected at most 24");
    }

    @Test
    void when_aWordIsUnknown_then_itHasTheUnknownTokensId() {
        assertThat(vocabulary.ids("We saw Zoe."))
                .endsWith(Vocabulary.UNKNOWN, vocabulary.ids(".")[1]);
    }

    private double slope(Matrix parameter, int at) {
        double value = parameter.values()[at];
        parameter.values()[at] = value + NUDGE;
        double up = training.fit().loss();
        parameter.values()[at] = value - NUDGE;
        double down = training.fit().loss();
        parameter.values()[at] = value;
        return (up - down) / (2 * NUDGE);
    }
}
