package dev.limelight.modelserver.runtime.sample;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The constants of a graph, by name. One that is asked for again is the same one, so that the
 * branches of a merged decoder share theirs. Not thread-safe.
 */
final class Weights {

    /** Of 8-bit weights that are symmetric around zero. */
    private static final double LARGEST_BYTE = 127;

    private final Map<String, TensorProto> tensors = new LinkedHashMap<>();
    private final boolean isHalf;

    Weights(boolean isHalf) {
        this.isHalf = isHalf;
    }

    /**
     * None yet, of the same precision; one of the same name and shape will have the same values.
     */
    Weights fresh() {
        return new Weights(isHalf);
    }

    /** What a graph calls its floats. */
    int floatType() {
        return isHalf ? TensorProto.DataType.FLOAT16_VALUE : TensorProto.DataType.FLOAT_VALUE;
    }

    Collection<TensorProto> all() {
        return tensors.values();
    }

    /** Floats around zero that keep the size of what they are multiplied with. */
    String random(String name, int inputs, long... dims) {
        double most = Math.sqrt(3.0 / inputs);
        SplittableRandom random = new SplittableRandom(name.hashCode());
        return floats(name, () -> (random.nextDouble() * 2 - 1) * most, dims);
    }

    String constant(String name, double value, long... dims) {
        return floats(name, () -> value, dims);
    }

    /** Zeros, and one other value. */
    String except(String name, int size, int at, double other) {
        int[] next = {0};
        return floats(name, () -> next[0]++ == at ? other : 0, size);
    }

    /** Random bytes of {@code type}, which has 8 bits. */
    String bytes(String name, int type, long... dims) {
        return tensor(
                name,
                type,
                dims,
                () -> {
                    byte[] bytes = new byte[size(dims)];
                    new SplittableRandom(name.hashCode()).nextBytes(bytes);
                    return UnsafeByteOperations.unsafeWrap(bytes);
                });
    }

    /** 32-bit scales that give random bytes the size that {@link #random} gives. */
    String scales(String name, int inputs, long... dims) {
        float scale = (float) (Math.sqrt(3.0 / inputs) / LARGEST_BYTE);
        return tensor(
                name, TensorProto.DataType.FLOAT_VALUE, dims, () -> repeated(scale, size(dims)));
    }

    /** Zero points of {@code type}, which has 8 bits. */
    String zeros(String name, int type, long... dims) {
        return tensor(
                name, type, dims, () -> UnsafeByteOperations.unsafeWrap(new byte[size(dims)]));
    }

    /** A vector of 64-bit integers. */
    String integers(String name, long... values) {
        long[] dims = {values.length};
        return tensor(
                name,
                TensorProto.DataType.INT64_VALUE,
                dims,
                () -> {
                    ByteBuffer bytes = buffer(values.length * Long.BYTES);
                    bytes.asLongBuffer().put(values);
                    return UnsafeByteOperations.unsafeWrap(bytes);
                });
    }

    private String floats(String name, DoubleSupplier values, long... dims) {
        return tensor(
                name,
                floatType(),
                dims,
                () -> isHalf ? halves(values, size(dims)) : singles(values, size(dims)));
    }

    private String tensor(String name, int type, long[] dims, Supplier<ByteString> content) {
        if (!tensors.containsKey(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(type);
            for (long dim : dims) {
                tensor.addDims(dim);
            }
            tensors.put(name, tensor.setRawData(content.get()).build());
        }
        return name;
    }

    private static ByteString repeated(float value, int size) {
        return singles(() -> value, size);
    }

    private static ByteString singles(DoubleSupplier values, int size) {
        ByteBuffer bytes = buffer(size * Float.BYTES);
        IntStream.range(0, size).forEach(i -> bytes.putFloat((float) values.getAsDouble()));
        return UnsafeByteOperations.unsafeWrap(bytes.flip());
    }

    private static ByteString halves(DoubleSupplier values, int size) {
        ByteBuffer bytes = buffer(size * Short.BYTES);
        IntStream.range(0, size).forEach(i -> bytes.putShort(half(values.getAsDouble())));
        return UnsafeByteOperations.unsafeWrap(bytes.flip());
    }

    /** The 16-bit float below {@code value}; zero for what is too small for one. */
    static short half(double value) {
        int bits = Float.floatToRawIntBits((float) value);
        int sign = (bits >>> 16) & 0x8000;
        int exponent = ((bits >>> 23) & 0xff) - 112;
        int fraction = (bits >>> 13) & 0x3ff;
        return (short) (exponent <= 0 ? sign : sign | (exponent << 10) | fraction);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int size(long... dims) {
        long size = 1;
        for (long dim : dims) {
            size *= dim;
        }
        return Math.toIntExact(size);
    }
}
