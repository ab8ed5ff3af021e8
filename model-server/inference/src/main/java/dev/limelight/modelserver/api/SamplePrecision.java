package dev.limelight.modelserver.api;

/** The precision of the weights of a model with random weights, as exporters write it. */
public enum SamplePrecision {
    /** 32-bit floats. */
    FP32(""),

    /** 16-bit floats, cached keys and values too; a CPU computes most of it in 32 bits. */
    FP16("_fp16"),

    /** 8-bit integers, a scale a column, made floats again before each product. */
    INT8("_int8"),

    /**
     * 8-bit integers on both sides, a scale for the whole batch that is found in each step; what
     * {@code quantize_dynamic} makes. Results depend on batch mates.
     */
    DYNAMIC("_quantized"),

    /** 8-bit integers in blocks of 64, multiplied by {@code MatMulNBits}. */
    BLOCKS("_q8");

    private final String suffix;

    SamplePrecision(String suffix) {
        this.suffix = suffix;
    }

    /** What the graphs' names end in, see {@code Seq2SeqOptions}. */
    public String suffix() {
        return suffix;
    }
}
