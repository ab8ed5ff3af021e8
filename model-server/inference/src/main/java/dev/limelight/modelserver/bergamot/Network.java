package dev.limelight.modelserver.bergamot;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The network of a model, by its own {@code special:model.yml}: a transformer whose decoder has
 * SSRU cells in place of self-attention.
 *
 * @param width size of a hidden state
 * @param heads attention heads of a layer
 * @param encoderLayers layers of the encoder
 * @param decoderLayers layers of the decoder
 * @param encoderInner inner size of the encoder's feed-forward parts
 * @param decoderInner inner size of the decoder's
 * @param sourceVocabulary pieces that it reads
 * @param targetVocabulary pieces that it writes
 * @param sharesEmbeddings whether both sides have one table of embeddings
 * @param guidedLayer the decoder layer, from 0, whose head 0 was trained to align
 */
public record Network(
        int width,
        int heads,
        int encoderLayers,
        int decoderLayers,
        int encoderInner,
        int decoderInner,
        int sourceVocabulary,
        int targetVocabulary,
        boolean sharesEmbeddings,
        int guidedLayer) {

    private static final String TIED_ALL = "tied-embeddings-all";
    private static final String GUIDED = "transformer-guided-alignment-layer";

    /** What each key must be, where it is there; the values of what is computed here. */
    private static final Map<String, List<String>> ONLY =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("type", List.of("transformer")),
                            Map.entry("dec-cell", List.of("ssru")),
                            Map.entry("transformer-decoder-autoreg", List.of("rnn")),
                            Map.entry("transformer-preprocess", List.of("")),
                            Map.entry("transformer-postprocess", List.of("dan")),
                            Map.entry("transformer-postprocess-emb", List.of("d", "")),
                            Map.entry("transformer-postprocess-top", List.of("")),
                            Map.entry("transformer-ffn-depth", List.of("2")),
                            Map.entry("transformer-decoder-ffn-depth", List.of("0", "2")),
                            Map.entry("transformer-ffn-activation", List.of("relu")),
                            Map.entry("transformer-train-position-embeddings", List.of("false")),
                            Map.entry("transformer-no-projection", List.of("false")),
                            Map.entry("transformer-no-bias", List.of("false")),
                            Map.entry("transformer-no-affine", List.of("false")),
                            Map.entry("transformer-rnn-projection", List.of("false")),
                            Map.entry("transformer-depth-scaling", List.of("false")),
                            Map.entry("transformer-pool", List.of("false")),
                            Map.entry("output-omit-bias", List.of("false")),
                            Map.entry("lemma-dim-emb", List.of("0")),
                            Map.entry("right-left", List.of("false")),
                            Map.entry("ulr", List.of("false"))));

    /** Lists that must be empty. */
    private static final List<String> EMPTY = List.of("transformer-tied-layers", "input-types");

    /** Keys without which it is not known what the numbers mean. */
    private static final List<String> NEEDED =
            List.of("type", "dec-cell", "transformer-decoder-autoreg", "transformer-postprocess");

    static Network of(MarianYaml yaml) {
        ONLY.forEach((key, allowed) -> check(yaml, key, allowed));
        EMPTY.forEach(key -> checkEmpty(yaml, key));
        int inner = yaml.size("transformer-dim-ffn");
        String own = yaml.text("transformer-decoder-dim-ffn").orElse("0");
        List<String> vocabularies = yaml.list("dim-vocabs");
        if (vocabularies.size() != 2) {
            throw Broken.file(yaml.source(), "dim-vocabs is " + vocabularies, "two numbers");
        }
        boolean isShared = sharesEmbeddings(yaml);
        Network network =
                new Network(
                        yaml.size("dim-emb"),
                        yaml.size("transformer-heads"),
                        yaml.size("enc-depth"),
                        yaml.size("dec-depth"),
                        inner,
                        own.equals("0") ? inner : yaml.size("transformer-decoder-dim-ffn", own),
                        yaml.size("dim-vocabs", vocabularies.get(0)),
                        yaml.size("dim-vocabs", vocabularies.get(1)),
                        isShared,
                        guidedLayer(yaml));
        network.checkSizes(yaml.source());
        return network;
    }

    /** Size of a head. */
    public int headWidth() {
        return width / heads;
    }

    private void checkSizes(String source) {
        if (width % (2 * heads) != 0) {
            throw Broken.file(
                    source,
                    "dim-emb %d for %d heads".formatted(width, heads),
                    "a multiple of twice the heads");
        }
        if (sharesEmbeddings && sourceVocabulary != targetVocabulary) {
            throw Broken.file(
                    source,
                    "dim-vocabs %d and %d with one table"
                            .formatted(sourceVocabulary, targetVocabulary),
                    "the same number twice");
        }
    }

    private static void check(MarianYaml yaml, String key, List<String> allowed) {
        boolean isThere = yaml.values().containsKey(key);
        String value = yaml.text(key).orElse("");
        if (isThere ? !allowed.contains(value) : NEEDED.contains(key)) {
            throw Broken.file(
                    yaml.source(),
                    isThere ? "%s is '%s'".formatted(key, value) : "no " + key,
                    "%s; nothing else is supported"
                            .formatted(
                                    String.join(
                                            " or ",
                                            allowed.stream().map(Network::quoted).toList())));
        }
    }

    private static String quoted(String value) {
        return "'" + value + "'";
    }

    private static void checkEmpty(MarianYaml yaml, String key) {
        if (!yaml.list(key).isEmpty()) {
            throw Broken.file(
                    yaml.source(),
                    "%s is %s".formatted(key, yaml.list(key)),
                    "none; nothing else is supported");
        }
    }

    /** Either one table for all, or one a side with the output tied to the target's. */
    private static boolean sharesEmbeddings(MarianYaml yaml) {
        boolean isShared = yaml.text(TIED_ALL).orElse("false").equals("true");
        boolean isTied = yaml.text("tied-embeddings").orElse("false").equals("true");
        if (!isShared && !isTied) {
            throw Broken.file(
                    yaml.source(),
                    "neither tied-embeddings-all nor tied-embeddings",
                    "one of them: an output layer of its own is not supported");
        }
        return isShared;
    }

    private static int guidedLayer(MarianYaml yaml) {
        int layers = yaml.size("dec-depth");
        String layer = yaml.text(GUIDED).orElse("last");
        int number = layer.equals("last") ? layers : yaml.size(GUIDED, layer);
        if (number > layers) {
            throw Broken.file(yaml.source(), GUIDED + " is " + layer, "'last' or 1 to " + layers);
        }
        return number - 1;
    }
}
