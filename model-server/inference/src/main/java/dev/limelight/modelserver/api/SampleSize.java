package dev.limelight.modelserver.api;

/** The size of a model with random weights; all have the architecture of OPUS-MT's. */
public enum SampleSize {
    /** OPUS-MT's own: 6 + 6 layers, 58,101 tokens, 76 million weights. */
    OPUS_MT(58_101, 512, 8, 6, 6, 2048),

    /** A small translator: 6 + 2 layers, 8,000 tokens. */
    SMALL(8_000, 320, 8, 6, 2, 1280),

    /** For tests: 2 + 2 layers, 120 tokens; a step takes a fraction of a millisecond. */
    TINY(120, 32, 4, 2, 2, 64);

    private final int vocabulary;
    private final int width;
    private final int heads;
    private final int encoderLayers;
    private final int decoderLayers;
    private final int inner;

    SampleSize(
            int vocabulary, int width, int heads, int encoderLayers, int decoderLayers, int inner) {
        this.vocabulary = vocabulary;
        this.width = width;
        this.heads = heads;
        this.encoderLayers = encoderLayers;
        this.decoderLayers = decoderLayers;
        this.inner = inner;
    }

    /** The most tokens that a source or a target may have. */
    public int positions() {
        return 512;
    }

    /** Tokens of both sides; the first is the end of a sentence, the last is padding. */
    public int vocabulary() {
        return vocabulary;
    }

    /** Width of a hidden state. */
    public int width() {
        return width;
    }

    /** Attention heads of each layer. */
    public int heads() {
        return heads;
    }

    public int encoderLayers() {
        return encoderLayers;
    }

    public int decoderLayers() {
        return decoderLayers;
    }

    /** Width inside a feed-forward block. */
    public int inner() {
        return inner;
    }
}
