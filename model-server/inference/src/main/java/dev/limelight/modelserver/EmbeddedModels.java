package dev.limelight.modelserver;

import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderInspector;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.modelserver.api.encode.ModelEntry;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.architecture.Architectures;
import dev.limelight.modelserver.batching.Batcher;
import dev.limelight.modelserver.batching.GenerationBatcher;
import dev.limelight.modelserver.model.Encoder;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.ModelArchitecture;
import java.nio.file.Path;
import java.util.List;

/**
 * Models that run in this JVM. Thread-safe.
 *
 * <ol>
 *   <li>The first handle with given options loads the engine (about a second); others with equal
 *       options share it.
 *   <li>Each handle is closed by whoever opened it; handles do not see each other's closing.
 *   <li>The engine goes with its last handle, its threads and native memory with it.
 *   <li>The next handle after that loads it anew.
 *   <li>If the JVM exits before, queued requests fail with {@code CLOSED} and the threads stop
 *       after the pass that they are in.
 * </ol>
 *
 * <p>Sharing is by class loader, as all statics are: two jobs in one task manager that each bring
 * this module have an engine each. DJL and ONNX Runtime must then be in a loader above both,
 * because DJL's native tokenizer library can be loaded once only.
 */
public final class EmbeddedModels {

    private static final EngineRegistry<EncoderOptions, Engine<Encoder, Batcher>> ENCODERS =
            new EngineRegistry<>(
                    options ->
                            Engine.of(Architectures.named(options.model()).open(options), options));

    private static final EngineRegistry<Seq2SeqOptions, Engine<Generator, GenerationBatcher>>
            GENERATORS =
                    new EngineRegistry<>(
                            options ->
                                    Engine.of(
                                            ModelKinds.of(Path.of(options.folder())).open(options),
                                            options));

    private EmbeddedModels() {}

    /**
     * Opens a handle; blocks while the engine loads.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when there is no
     *     such encoder, a layer does not exist, or the files cannot be loaded
     */
    public static EncoderClient openEncoder(EncoderOptions options) {
        return new EncoderHandle(ENCODERS, options);
    }

    /**
     * Loads an encoder so that its inside is shown; whoever calls closes it.
     *
     * @param model as {@link EncoderOptions#model} names it
     * @throws dev.limelight.modelserver.api.ModelException likewise
     */
    public static EncoderInspector openInspector(String model) {
        return Architectures.named(model).inspector(EncoderOptions.defaults().batching().threads());
    }

    /**
     * Opens a handle on an encoder-decoder model; blocks while the engine loads.
     *
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when the folder
     *     lacks something or cannot be loaded
     */
    public static Seq2SeqClient openSeq2Seq(Seq2SeqOptions options) {
        return new Seq2SeqHandle(GENERATORS, options);
    }

    /** The aliases of the encoders that need no folder; reads no file. */
    public static List<String> aliases() {
        return Architectures.all().stream().map(ModelArchitecture::alias).toList();
    }

    /**
     * What is known of an encoder without loading it; reads the small files of a folder.
     *
     * @param model as {@link EncoderOptions#model} names it
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} when there is no
     *     such encoder, or its folder lacks something
     */
    public static EncoderProfile profile(String model) {
        return Architectures.named(model).profile();
    }

    /** The encoders that need no folder; reads their files to the end, about a second. */
    public static List<ModelEntry> catalog() {
        return Architectures.all().stream().map(ModelArchitecture::entry).toList();
    }
}
