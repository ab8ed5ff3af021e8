package dev.limelight.pipeline.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.connectors.record.Stage;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.AttentionMap;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.Encoded;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.EncoderProfile.Pooling;
import dev.limelight.modelserver.api.encode.ModelInfo;
import dev.limelight.pipeline.attribution.ChunkAttention;
import dev.limelight.pipeline.attribution.SentenceAttention;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.SentencePart;
import dev.limelight.pipeline.fixture.Records;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * By hand: a chunk that begins at 100 with the sentences {@code Mill on.} (tokens Mill, on, full
 * stop) and {@code Up} (one token), between special tokens, read with a width of 2.
 */
class ChunkReaderTest {

    private static final String TEXT = "Mill on.  Up ";
    private static final int START = 100;
    private static final Offset<Float> CLOSE = within(1e-6f);
    private static final AttentionTap TAP = AttentionTap.mean(0);
    private static final EncoderProfile PROFILE = profile(Pooling.MEAN);

    private static final List<TokenSpan> TOKENS =
            List.of(
                    new TokenSpan(101, 0, 0, true),
                    new TokenSpan(1, 0, 4, false),
                    new TokenSpan(2, 5, 7, false),
                    new TokenSpan(3, 7, 8, false),
                    new TokenSpan(4, 10, 12, false),
                    new TokenSpan(102, 0, 0, true));

    private static final float[] HIDDEN = {9, 9, 1, 0, 2, 0, 6, 3, 5, 7, 1, 1};

    private static final float[] WEIGHTS = {
        .1f, .2f, .1f, .3f, .2f, .1f, // [CLS]
        .0f, .1f, .2f, .3f, .4f, .0f, // Mill
        .5f, .1f, .1f, .1f, .1f, .1f, // on
        .0f, .0f, .0f, .0f, 1f, .0f, // .
        .2f, .3f, .1f, .2f, .1f, .1f, // Up
        1f, .0f, .0f, .0f, .0f, .0f, // [SEP]
    };

    private static final ChunkResult READING =
            new ChunkReader(info(), PROFILE, false).read(chunk(), encoded());
    private static final ChunkAttention ATTENTION = Objects.requireNonNull(READING.attention());

    @Test
    void when_aTokenBeginsInASentence_then_itBelongsToIt() {
        assertThat(ATTENTION.tokens()).isEqualTo(6);
        assertThat(ATTENTION.partTokens()).containsExactly(3f, 1f);
    }

    @Test
    void when_aSentenceHasTokens_then_itsVectorIsTheirMean() {
        assertThat(ATTENTION.width()).isEqualTo(2);
        assertThat(ATTENTION.partVectors()).containsExactly(new float[] {3, 1, 5, 7}, CLOSE);
    }

    @Test
    void when_vectorsAreSummed_then_specialTokensCountToo() {
        assertThat(ATTENTION.vectorSum()).containsExactly(new float[] {24, 20}, CLOSE);
    }

    @Test
    void when_theModelPoolsTheFirstToken_then_theSumIsItsVector() {
        ChunkResult reading =
                new ChunkReader(info(), profile(Pooling.CLS), false).read(chunk(), encoded());
        assertThat(Objects.requireNonNull(reading.attention()).vectorSum())
                .containsExactly(new float[] {6 * 9, 6 * 9}, CLOSE);
    }

    @Test
    void when_aTokenIsPunctuation_then_itGetsNoAttentionFromCls() {
        assertThat(ATTENTION.map(TAP).fromCls())
                .containsExactly(new float[] {.2f + .1f, .2f}, CLOSE);
    }

    @Test
    void when_sentencesLookAtEachOther_then_rowsAreMeansOverAllTokensThatLook() {
        assertThat(ATTENTION.map(TAP).among())
                .containsExactly(new float[] {.9f / 3, 1.5f / 3, .6f, .1f}, CLOSE);
    }

    @Test
    void when_aChunkIsRead_then_wordsStandOnDocumentOffsetsWithoutPunctuation() {
        assertThat(ATTENTION.wordStarts()).containsExactly(100, 105, 110);
        assertThat(ATTENTION.wordEnds()).containsExactly(104, 107, 112);
        assertThat(ATTENTION.wordWeights()).containsExactly(new float[] {.2f, .1f, .2f}, CLOSE);
    }

    @Test
    void when_aChunkIsRead_then_theReadingSaysWhichAndByWhat() {
        assertThat(READING.sequence()).isEqualTo(2);
        assertThat(READING.of()).isEqualTo(3);
        assertThat(READING.characters()).isEqualTo(TEXT.length());
        assertThat(READING.flags()).containsExactly(Flag.SENTENCE_SPLIT);
        assertThat(READING.model()).isEqualTo(new ModelRef("model", "abc"));
        assertThat(READING.queuedMs()).isEqualTo(1.5);
        assertThat(READING.inferenceMs()).isEqualTo(2.5);
        assertThat(READING.failure()).isNull();
    }

    @Test
    void when_aReadingFails_then_itSaysWhyAndHasNoAttention() {
        var failure = new Failure(Stage.INFERENCE, DeadLetterCategory.TIMEOUT, "late");
        ChunkResult failed = new ChunkReader(info(), PROFILE, false).failed(chunk(), failure);
        assertThat(failed.attention()).isNull();
        assertThat(failed.failure()).isEqualTo(failure);
        assertThat(failed.parts()).isEqualTo(chunk().parts());
    }

    @Test
    void when_rolloutIsAskedFor_then_itIsAMapOfItsOwn() {
        ChunkResult reading = new ChunkReader(info(), PROFILE, true).read(chunk(), encoded());
        SentenceAttention rollout =
                Objects.requireNonNull(Objects.requireNonNull(reading.attention()).rollout());
        assertThat(rollout.fromCls()).containsExactly(new float[] {.3f / 2, .2f / 2}, CLOSE);
    }

    @Test
    void when_aMapWasNotAskedFor_then_itIsRefused() {
        assertThatThrownBy(() -> ATTENTION.map(AttentionTap.head(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no attention of layer 0 head 1 was asked for, only of [layer 0]");
    }

    @Test
    void when_aTokenIsBetweenSentences_then_itBelongsToNone() {
        Chunk second = chunk(List.of(new SentencePart(1, 110, 112)));
        ChunkAttention attention =
                Objects.requireNonNull(
                        new ChunkReader(info(), PROFILE, false)
                                .read(second, encoded())
                                .attention());
        assertThat(attention.partTokens()).containsExactly(1f);
        assertThat(attention.wordStarts()).containsExactly(110);
    }

    @Test
    void when_theVocabularyLacksWords_then_theyAreFlagged() {
        ChunkResult reading = new ChunkReader(info(1), PROFILE, false).read(chunk(), encoded());
        assertThat(reading.flags()).containsExactly(Flag.SENTENCE_SPLIT, Flag.UNKNOWN_WORDS);
    }

    private static EncoderProfile profile(Pooling pooling) {
        return new EncoderProfile(1, 1, List.of(TAP), pooling);
    }

    private static ModelInfo info() {
        return info(99);
    }

    private static ModelInfo info(int unknownToken) {
        return new ModelInfo("model", "abc", 512, 256, 2, unknownToken, 1, 1, 2);
    }

    private static Encoded encoded() {
        var map = new AttentionMap(TAP, TOKENS.size(), WEIGHTS);
        return new Encoded(TOKENS, 2, HIDDEN, List.of(map), 1.5, 2.5);
    }

    private static Chunk chunk() {
        return chunk(List.of(new SentencePart(0, 100, 108), new SentencePart(1, 110, 112)));
    }

    private static Chunk chunk(List<SentencePart> parts) {
        return new Chunk(
                Records.text("id", "").source(),
                2,
                3,
                START,
                TEXT,
                parts,
                List.of(Flag.SENTENCE_SPLIT));
    }
}
