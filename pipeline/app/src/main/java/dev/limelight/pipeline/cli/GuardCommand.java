package dev.limelight.pipeline.cli;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.GuardAlertRecord;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.pipeline.cli.input.TextInput;
import dev.limelight.pipeline.cli.option.EncoderOption;
import dev.limelight.pipeline.cli.option.Usage;
import dev.limelight.pipeline.cli.screen.GuardView;
import dev.limelight.pipeline.cli.screen.Progress;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.guard.Guard;
import dev.limelight.pipeline.guard.GuardPolicy;
import dev.limelight.pipeline.guard.topic.EncodedSentences;
import dev.limelight.pipeline.sink.GuardRecords;
import java.nio.charset.StandardCharsets;
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

/** The command {@code limelight guard}: what does not belong to texts, repeats or hides. */
@Command(
        name = "guard",
        description = {
            "Finds spans of texts that do not belong, that repeat or that hide, and says where and why.",
            "It cannot tell a planted instruction from a rightful one."
        })
final class GuardCommand implements Callable<Integer> {

    @Option(
            names = "--policy",
            paramLabel = "DETECTOR=RULE",
            description = {
                "off, or the action of the findings (flag, mask, quarantine), with :THRESHOLD if you",
                "like: --policy off-topic=flag:0.7. The command reports the action; it removes nothing.",
                "Detectors: unicode, stuffing, encoded, off-topic, instruction-like."
            })
    private Map<String, String> rules = new LinkedHashMap<>();

    @Option(names = "--language", paramLabel = "TAG", description = "BCP 47. Default: detected.")
    private @Nullable String language;

    @Mixin private TextInput input = new TextInput();

    @Mixin private EncoderOption encoder = new EncoderOption();

    @Option(names = "--json", description = "Print an alert record for each text, one JSON line.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        GuardPolicy policy = Usage.checked(this::policy);
        String reader = encoder.model();
        List<Document> documents = input.read(language);
        if (Guard.needsVectors(policy)) {
            EncoderOptions options =
                    EncoderOptions.defaults().withModel(reader).withTaps(List.of());
            var pooling = EmbeddedModels.profile(reader).pooling();
            try (EncoderClient model = EmbeddedModels.openEncoder(options)) {
                inspect(documents, new Guard(policy, new EncodedSentences(model, pooling)));
            }
        } else {
            inspect(documents, new Guard(policy, null));
        }
        return 0;
    }

    private GuardPolicy policy() {
        GuardPolicy policy = GuardPolicy.DEFAULT;
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            policy = policy.with(rule.getKey(), rule.getValue());
        }
        return policy;
    }

    private void inspect(List<Document> documents, Guard guard) {
        try (var progress = new Progress("guarding", documents.size())) {
            for (Document document : documents) {
                GuardAlertRecord alert =
                        GuardRecords.alert(guard.inspect(document), System.currentTimeMillis());
                progress.print(spec.commandLine().getOut(), lines(document, alert));
                progress.step();
            }
        }
    }

    private List<String> lines(Document document, GuardAlertRecord alert) {
        return json
                ? List.of(new String(RecordCodec.encode(alert), StandardCharsets.UTF_8))
                : new GuardView(Terminal.current()).lines(document.source().source(), alert);
    }
}
