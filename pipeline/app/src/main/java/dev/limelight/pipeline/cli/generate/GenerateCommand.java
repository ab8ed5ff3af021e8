package dev.limelight.pipeline.cli.generate;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.ModelFolder;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.folder.BundleCard;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import dev.limelight.modelserver.hub.BundleLocator;
import dev.limelight.pipeline.cli.input.TextInput;
import dev.limelight.pipeline.cli.option.SuffixOption;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.option.UsageException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight generate}. */
@Command(
        name = "generate",
        description = {
            "Runs an encoder-decoder model on each line of standard input.",
            "It prints a JSON line for each in the same order: {\"text\",\"tokens\",\"logProbability\"}, or {\"error\"} for a line",
            "that failed. The settings are those of generation_config.json; options override them."
        })
public final class GenerateCommand implements Callable<Integer> {

    private static final String LAST_LAYER = "last";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "A folder, or a name that 'models list' shows.")
    private String model = "";

    @Mixin private final SuffixOption suffix = new SuffixOption();

    @Option(names = "--beams", paramLabel = "N", description = "The setting num_beams.")
    private @Nullable Integer beams;

    @Option(names = "--max-tokens", paramLabel = "N", description = "The setting max_new_tokens.")
    private @Nullable Integer maxTokens;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any setting of generation_config.json, the value as JSON.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--attention",
            arity = "0..1",
            paramLabel = "LAYER[.HEAD]",
            fallbackValue = LAST_LAYER,
            description = {
                "Add crossAttention, with a row for each token and a column for each source token:",
                "the mean over the heads of the last decoder layer, or the named layer and head,",
                "counted from 0."
            })
    private @Nullable String attention;

    @Option(
            names = "--control-tokens",
            description = {
                "Read the names of control tokens in a line, such as </s> or <extra_id_0>, as these",
                "tokens, as transformers does. Default: they are text."
            })
    private boolean controlTokens;

    @Option(names = "--from", paramLabel = "LANG", description = "The source language.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "LANG", description = "The target language.")
    private @Nullable String to;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        SettingWords words = Usage.checked(this::words);
        Path folder = Usage.checked(() -> BundleLocator.ofProcess().locate(model));
        check(folder, words);
        BundleCard card = ModelFolder.open(folder).card();
        List<AttentionTap> taps = taps(card);
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(options(folder, taps))) {
            var request = new GenerateRequest("", from, to, words.json(), Duration.ZERO);
            var generator =
                    new LineGenerator(
                            client, request, words.ends(card.endTokens()), !taps.isEmpty());
            TextInput.announce(spec.commandLine().getErr());
            return outcome(generator.run(System.in, this::print));
        } catch (ModelException e) {
            throw e.category() == ModelException.Category.INVALID
                    ? new UsageException(String.valueOf(e.getMessage()))
                    : e;
        }
    }

    private SettingWords words() {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (beams != null) {
            all.put("num_beams", beams.toString());
        }
        if (maxTokens != null) {
            all.put("max_new_tokens", maxTokens.toString());
        }
        return SettingWords.of(all, ModelFolder.settings());
    }

    /** Refuses what 'models verify' refuses, in its words. */
    private void check(Path folder, SettingWords words) {
        List<String> errors = ModelFolder.open(folder).problems(suffix.graphs(), words.json());
        List<String> settings = errors.isEmpty() ? List.of() : problems(folder, words);
        if (!settings.isEmpty()) {
            throw new UsageException(String.join("; ", settings));
        }
        if (!errors.isEmpty()) {
            throw new ModelException(
                    ModelException.Category.MODEL_ERROR, String.join("; ", errors));
        }
    }

    /** What is wrong with settings; nothing where the bundle cannot be read at all. */
    private static List<String> problems(Path folder, SettingWords words) {
        try {
            return ModelFolder.open(folder).settingProblems(words.json());
        } catch (ModelException e) {
            return List.of();
        }
    }

    private List<AttentionTap> taps(BundleCard card) {
        String wanted = attention;
        if (wanted == null) {
            return List.of();
        }
        AttentionTap tap =
                wanted.equals(LAST_LAYER)
                        ? AttentionTap.lastOf(card.sizes().decoderLayers())
                        : tap(wanted, card.sizes());
        return List.of(tap);
    }

    private static AttentionTap tap(String wanted, BundleCard.Sizes sizes) {
        String[] parts = wanted.split("\\.", -1);
        boolean isTap = wanted.matches("\\d{1,4}(\\.\\d{1,4})?");
        int layer = isTap ? Integer.parseInt(parts[0]) : -1;
        int head = isTap && parts.length == 2 ? Integer.parseInt(parts[1]) : AttentionTap.MEAN;
        if (!isTap || layer >= sizes.decoderLayers() || head >= sizes.heads()) {
            throw new UsageException(
                    "--attention %s, expected LAYER or LAYER.HEAD of %d layers and %d heads, from 0"
                            .formatted(wanted, sizes.decoderLayers(), sizes.heads()));
        }
        return new AttentionTap(layer, head);
    }

    private Seq2SeqOptions options(Path folder, List<AttentionTap> taps) {
        Seq2SeqOptions options =
                Seq2SeqOptions.of(folder.toString())
                        .withCrossTaps(taps)
                        .withSuffix(suffix.graphs());
        return controlTokens ? options.withControlTokens() : options;
    }

    private void print(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private static int outcome(LineGenerator.Outcome outcome) {
        if (outcome.failures() > 0) {
            throw new IllegalStateException(
                    "%d of %d lines could not be answered; their JSON says why"
                            .formatted(outcome.failures(), outcome.lines()));
        }
        return 0;
    }
}
