package dev.limelight.modelserver.bergamot;

import dev.limelight.modelserver.bergamot.MarianBinary.Item;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The weights of a model, each looked at once: all that the network needs are there in the right
 * shapes, and nothing else is. Immutable, thread-safe.
 */
public final class BergamotWeights {

    private static final String SETTINGS = "special:model.yml";
    private static final String ALPHA = "_QuantMultA";
    private static final String SHARED = "Wemb";
    private static final String OUTPUT_BIAS = "decoder_ff_logit_out_b";

    private final String source;
    private final MarianBinary file;
    private final Network network;

    private BergamotWeights(String source, MarianBinary file, Network network) {
        this.source = source;
        this.file = file;
        this.network = network;
    }

    /**
     * Reads the weights.
     *
     * @param source the file's name, for messages
     * @param bytes the file; not copied, so not to be changed afterwards
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} saying what is wrong
     *     with the file, or what in it is not supported
     */
    public static BergamotWeights parse(String source, ByteBuffer bytes) {
        MarianBinary file = MarianBinary.parse(source, bytes);
        var weights = new BergamotWeights(source, file, network(source, file));
        weights.check(new ExpectedTensors(weights.network));
        return weights;
    }

    /**
     * What the weights of a file are for; of its pages only those of header and settings are read.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} as {@link #parse},
     *     but for what is wrong with the weights themselves
     */
    public static Network network(Path file) {
        String source = file.toString();
        return network(source, MarianBinary.parse(source, BergamotFiles.map(file)));
    }

    private static Network network(String source, MarianBinary file) {
        String name = source + " (" + SETTINGS + ")";
        return Network.of(MarianYaml.parse(name, settings(source, file)));
    }

    /** What the weights are for. */
    public Network network() {
        return network;
    }

    /** The matrix of a name, which is one of {@link LayerNames}. */
    public Matrix matrix(String name) {
        Item item = item(name, MarianBinary.Type.INTGEMM8);
        return new Matrix(
                item.shape().get(0),
                item.shape().get(1),
                item.data(),
                positive(name, multiplier(item)),
                alpha(name));
    }

    /** The numbers of a bias or of a layer norm. */
    public float[] floats(String name) {
        Item item = item(name, MarianBinary.Type.FLOAT32);
        float[] values = new float[item.count()];
        item.data().asFloatBuffer().get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw Broken.file(source, "%s has %s".formatted(name, value), "finite numbers");
            }
        }
        return values;
    }

    /** The embeddings of sources; a copy, so that it does not keep the whole file in memory. */
    public Embeddings sourceEmbeddings() {
        return embeddings("encoder_" + SHARED, network.sourceVocabulary());
    }

    /** The embeddings of targets, likewise. */
    public Embeddings targetEmbeddings() {
        return embeddings("decoder_" + SHARED, network.targetVocabulary());
    }

    /**
     * The output layer, {@code [width, target vocabulary]}.
     *
     * @param targets the embeddings that it is made of
     */
    public Matrix output(Embeddings targets) {
        return targets.output(outputAlpha());
    }

    /** Its bias, prepared for {@link #output}. */
    public float[] outputBias(Matrix output) {
        return output.preparedBias(floats(OUTPUT_BIAS));
    }

    private void check(ExpectedTensors expected) {
        Set<String> unknown = new TreeSet<>(file.items().keySet());
        unknown.remove(SETTINGS);
        expected.outputScales().stream()
                .filter(name -> unknown.remove(name + ALPHA))
                .forEach(this::alpha);
        expected.matrices()
                .forEach((name, shape) -> check(name, MarianBinary.Type.INTGEMM8, shape, unknown));
        expected.vectors().forEach((name, size) -> check(name, List.of(1, size), unknown));
        outputAlpha();
        if (!unknown.isEmpty()) {
            throw Broken.file(
                    source,
                    "tensors that its network does not have: " + unknown,
                    "those of a transformer with SSRU cells");
        }
    }

    private void check(
            String name, MarianBinary.Type type, List<Integer> shape, Set<String> unknown) {
        Item item = item(name, type);
        if (!item.shape().equals(shape)) {
            throw Broken.file(
                    source, "%s of shape %s".formatted(name, item.shape()), shape.toString());
        }
        unknown.remove(name);
        positive(name, multiplier(item));
        if (!name.endsWith(SHARED)) {
            alpha(name);
            unknown.remove(name + ALPHA);
        }
    }

    private void check(String name, List<Integer> shape, Set<String> unknown) {
        Item item = item(name, MarianBinary.Type.FLOAT32);
        if (!item.shape().equals(shape)) {
            throw Broken.file(
                    source, "%s of shape %s".formatted(name, item.shape()), shape.toString());
        }
        unknown.remove(name);
        floats(name);
    }

    private Embeddings embeddings(String own, int pieces) {
        String name = network.sharesEmbeddings() ? SHARED : own;
        Item item = item(name, MarianBinary.Type.INTGEMM8);
        float multiplier = positive(name, multiplier(item));
        byte[] table = new byte[item.count()];
        item.data().get(0, table);
        return new Embeddings(pieces, network.width(), table, multiplier);
    }

    private float outputAlpha() {
        String own = network.sharesEmbeddings() ? SHARED : "decoder_" + SHARED;
        return alpha(file.item("none" + ALPHA).isPresent() ? "none" : own);
    }

    /** A number that some files keep as a matrix of one byte. */
    private float alpha(String name) {
        Item item =
                file.item(name + ALPHA)
                        .orElseThrow(
                                () ->
                                        Broken.file(
                                                source,
                                                "no " + name + ALPHA,
                                                "scales of activations in the file ('alphas'); without"
                                                        + " them a text would depend on its batch"));
        if (item.count() != 1 || item.type() == MarianBinary.Type.INT8) {
            throw Broken.file(source, item.name() + " of shape " + item.shape(), "one number");
        }
        float value =
                item.type() == MarianBinary.Type.FLOAT32
                        ? item.data().getFloat(0)
                        : item.data().get(0) * (1f / multiplier(item));
        return positive(item.name(), value);
    }

    /** It stands right behind the last byte, and not at the end of the item. */
    private static float multiplier(Item item) {
        return item.data().getFloat(item.count());
    }

    private float positive(String name, float value) {
        if (!(value > 0) || Float.isInfinite(value)) {
            throw Broken.file(source, "%s is scaled by %s".formatted(name, value), "more than 0");
        }
        return value;
    }

    private Item item(String name, MarianBinary.Type type) {
        Item item =
                file.item(name).orElseThrow(() -> Broken.file(source, "no tensor " + name, "one"));
        if (item.type() != type) {
            throw Broken.file(source, "%s is of type %s".formatted(name, item.type()), "" + type);
        }
        return item;
    }

    private static String settings(String source, MarianBinary file) {
        Item item =
                file.item(SETTINGS)
                        .filter(found -> found.type() == MarianBinary.Type.INT8)
                        .orElseThrow(
                                () ->
                                        Broken.file(
                                                source,
                                                "no " + SETTINGS,
                                                "the settings of the network as text"));
        ByteBuffer text = item.data().slice(0, item.count());
        String decoded = StandardCharsets.UTF_8.decode(text).toString();
        String whole = decoded.replaceFirst("\0$", "");
        boolean isCut = decoded.equals(whole) && !whole.endsWith("\n");
        if (isCut || whole.indexOf('\0') >= 0) {
            throw Broken.file(
                    source,
                    "%s of %d bytes, which is not where it ends".formatted(SETTINGS, item.count()),
                    "text with at most one zero byte, at its end");
        }
        return whole;
    }
}
