package dev.limelight.modelserver.architecture.bert;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.EncoderProfile.Pooling;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.folder.GraphNames;
import dev.limelight.modelserver.architecture.folder.JsonSettings;
import dev.limelight.modelserver.architecture.folder.ModelCard;
import dev.limelight.modelserver.architecture.folder.ModelFiles;
import dev.limelight.modelserver.architecture.folder.OwnKeys;
import dev.limelight.modelserver.architecture.folder.SnapshotPath;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;

/**
 * The facts in the small files of an encoder's folder, as transformers and sentence-transformers
 * write them. Each method reads what it needs, and throws a {@link ModelException} {@code
 * MODEL_ERROR} that names what is missing or wrong. Immutable.
 *
 * @param files of the folder
 * @param config {@code config.json}
 */
public record BertFolder(ModelFiles files, JsonSettings config) {

    private static final String BERT = "bert";
    private static final String XLM_ROBERTA = "xlm-roberta";

    /** Each {@code model_type} that can be read. */
    public static final List<String> TYPES = List.of(BERT, XLM_ROBERTA);

    private static final String POOLING = "1_Pooling/config.json";
    private static final String OWN = "limelight";
    private static final String PROMPTS = "config_sentence_transformers.json";
    private static final String DEFAULT_PROMPT = "default_prompt_name";
    private static final String QUERY = "query";
    private static final String MODE = "pooling_mode_";

    /** Where MiniLM has the head that was found best: 5 of 6 layers up. */
    private static final double USUAL_HEIGHT = 5.0 / 6;

    /** Two special tokens and one of a text. */
    private static final int FEWEST_POSITIONS = 3;

    /** The folder of an encoder; reads {@code config.json}. */
    public static BertFolder read(Path folder) {
        ModelFiles files = new ModelFiles(folder);
        return new BertFolder(files, JsonSettings.read(folder.resolve(ModelFiles.CONFIG)));
    }

    /** Whether a folder is that of an encoder, by its {@code model_type} and its graphs. */
    public static boolean isEncoder(ModelFiles files) {
        boolean isKnown =
                files.json(ModelFiles.CONFIG)
                        .map(config -> String.valueOf(config.get("model_type")).replace("\"", ""))
                        .filter(TYPES::contains)
                        .isPresent();
        return isKnown && files.names().suffixes().isEmpty();
    }

    /** The {@code model_type}, one of {@link #TYPES}. */
    public String type() {
        String type = config.text("model_type");
        if (!TYPES.contains(type)) {
            throw config.error("model_type '%s'".formatted(type), "an encoder, one of " + TYPES);
        }
        return type;
    }

    /** Layers, heads, pooling, and the heads that salience reads. */
    public EncoderProfile profile() {
        int layers = size("num_hidden_layers");
        int heads = size("num_attention_heads");
        List<AttentionTap> named = OwnKeys.of(config).salience();
        List<AttentionTap> salience = named.isEmpty() ? usual(layers) : named;
        try {
            return new EncoderProfile(layers, heads, salience, pooling());
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    Category.MODEL_ERROR, config.source() + ": " + e.getMessage(), e);
        }
    }

    /** The mean over the heads of the layer that is as high as MiniLM's best. */
    private static List<AttentionTap> usual(int layers) {
        return List.of(AttentionTap.mean((int) Math.max(0, Math.round(layers * USUAL_HEIGHT) - 1)));
    }

    /** How sentence-transformers makes a vector of a text; the mean where it does not say. */
    public Pooling pooling() {
        if (!files.has(POOLING)) {
            return Pooling.MEAN;
        }
        JsonSettings pooling = JsonSettings.read(files.folder().resolve(POOLING));
        List<String> modes =
                pooling.json().keySet().stream()
                        .filter(key -> key.startsWith(MODE) && pooling.isTrue(key))
                        .map(key -> key.substring(MODE.length()))
                        .toList();
        if (modes.isEmpty() || modes.equals(List.of("mean_tokens"))) {
            return Pooling.MEAN;
        }
        if (modes.equals(List.of("cls_token"))) {
            return Pooling.CLS;
        }
        throw pooling.error("pooling of " + modes, "one of mean_tokens and cls_token alone");
    }

    /** The most tokens that the model has positions for and its tokenizer allows. */
    public int maxTokens() {
        int positions = size("max_position_embeddings");
        // XLM-R counts positions from the padding token's id on.
        int unused = type().equals(XLM_ROBERTA) ? config.integer("pad_token_id", 1) + 1 : 0;
        int most = Math.min(positions - unused, whole("tokenizer_config.json", "model_max_length"));
        if (most < FEWEST_POSITIONS) {
            throw config.error(most + " positions", FEWEST_POSITIONS + " or more");
        }
        return most;
    }

    /** The graph: {@code model.onnx} or {@code onnx/model.onnx}, or the one with a suffix. */
    public Path graph() {
        Set<String> suffixes = files.names().suffixes(GraphNames.MODEL);
        String suffix = files.suffix(Seq2SeqOptions.DEFAULT_SUFFIX, suffixes);
        return files.graph(GraphNames.MODEL, suffix)
                .orElseThrow(() -> noGraph(GraphNames.MODEL + suffix + ".onnx", suffixes));
    }

    private ModelException noGraph(String wanted, Set<String> suffixes) {
        String help =
                suffixes.isEmpty()
                        ? "export the model: optimum-cli export onnx --model MODEL"
                                + " --task feature-extraction FOLDER"
                        : "name one of the suffixes %s under limelight.suffix of config.json"
                                .formatted(suffixes);
        return new ModelException(
                Category.MODEL_ERROR,
                "%s has no %s, here or under onnx/; found %s; %s"
                        .formatted(files.folder(), wanted, files.names().graphs(), help));
    }

    /** The name of the token that stands for what the vocabulary lacks. */
    public String unknownToken() {
        String usual = type().equals(BERT) ? "[UNK]" : "<unk>";
        return new TokenizerFiles(files.folder()).token("unk_token", usual);
    }

    /**
     * What stands before every text, such as {@code query: }: the default prompt of
     * sentence-transformers; where there is none by default, that of {@code query}.
     */
    public String prefix() {
        return files.json(PROMPTS)
                .map(json -> new JsonSettings(PROMPTS, json))
                .map(BertFolder::prefix)
                .orElse("");
    }

    private static String prefix(JsonSettings settings) {
        String name = settings.has(DEFAULT_PROMPT) ? settings.text(DEFAULT_PROMPT) : QUERY;
        JsonSettings prompts = settings.object("prompts");
        return prompts.has(name) ? prompts.text(name) : "";
    }

    /** Writes {@code config.json} with one head that salience reads; see {@link OwnKeys}. */
    public void setSalience(AttentionTap head) {
        JsonObject all = config.json().deepCopy();
        JsonObject own = all.has(OWN) ? all.getAsJsonObject(OWN) : new JsonObject();
        JsonArray heads = new JsonArray();
        JsonObject named = new JsonObject();
        named.addProperty("layer", head.layer());
        if (!head.isMean()) {
            named.addProperty("head", head.head());
        }
        heads.add(named);
        own.add("salience", heads);
        all.add(OWN, own);
        write(new GsonBuilder().setPrettyPrinting().create().toJson(all));
    }

    /** Through a file beside it, so that nobody reads half of one. */
    private void write(String json) {
        Path file = files.folder().resolve(ModelFiles.CONFIG);
        try {
            Path beside = Files.createTempFile(files.folder(), "config", ".json");
            Files.writeString(beside, json + "\n");
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ModelException(
                    Category.MODEL_ERROR, "%s cannot be written: %s".formatted(file, e), e);
        }
    }

    /** Everything that loading needs. */
    BertConfig all() {
        type();
        ModelCard card = ModelCard.of(files.folder());
        List<String> languages = OwnKeys.of(config).sources();
        int trained = whole("sentence_bert_config.json", "max_seq_length");
        return new BertConfig(
                files.folder().toString(),
                SnapshotPath.name(files.folder()),
                new FolderFiles(files.folder(), graph()),
                unknownToken(),
                prefix(),
                profile(),
                size("hidden_size"),
                maxTokens(),
                Math.min(trained, maxTokens()),
                languages.isEmpty() ? card.list("language") : languages,
                card.text("license").orElse("-"),
                files.folder().toString());
    }

    private int size(String key) {
        int size = config.read(key, "a whole number from 1", json -> json.getAsInt());
        if (size < 1) {
            throw config.error("%s is %d".formatted(key, size), "a whole number from 1");
        }
        return size;
    }

    /** The number in a file that may be missing; without one, as many as there are. */
    private int whole(String file, String key) {
        return files.json(file)
                .map(json -> ModelFiles.whole(json, key).orElse(Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
    }
}
