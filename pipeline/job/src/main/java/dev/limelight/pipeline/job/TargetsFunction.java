package dev.limelight.pipeline.job;

import dev.limelight.connectors.record.AlertRecord;
import dev.limelight.connectors.record.DeadLetterRecord;
import dev.limelight.connectors.record.Failure;
import dev.limelight.connectors.record.Stage;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Tasks;
import dev.limelight.pipeline.job.result.DeadLetters;
import dev.limelight.pipeline.models.ModelDecision;
import dev.limelight.pipeline.models.ModelRevision;
import dev.limelight.pipeline.models.ModelSwitch;
import dev.limelight.pipeline.result.Attempt;
import dev.limelight.pipeline.translate.route.TranslationConfig;
import dev.limelight.pipeline.translate.route.TranslationEngines;
import dev.limelight.pipeline.translate.route.TranslationTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes one task for each language that a document is to be translated into, with the model that is
 * in use when the document comes: a document that has begun keeps its model.
 *
 * <p>The models that were accepted are broadcast state; after a restart they are loaded before the
 * first document. An alert of a subtask's own waits for the next record that it gets.
 */
public final class TargetsFunction
        extends BroadcastProcessFunction<Document, ModelDecision, TranslationTask>
        implements CheckpointedFunction {

    /** Which model each alias is to stand for; those that are not there are configured. */
    public static final MapStateDescriptor<String, ModelRevision> MODELS =
            new MapStateDescriptor<>("models", Types.STRING, Types.POJO(ModelRevision.class));

    /** Where alerts go. */
    public static final OutputTag<AlertRecord> ALERTS =
            new OutputTag<>("alerts", TypeInformation.of(AlertRecord.class));

    private final TranslationConfig config;
    private final Map<String, ModelRevision> restored = new HashMap<>();
    private transient ModelSwitch models;

    /** A function for the configured pairs of languages. */
    public TargetsFunction(TranslationConfig config) {
        this.config = config;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        for (var entry : context.getOperatorStateStore().getBroadcastState(MODELS).entries()) {
            restored.put(entry.getKey(), entry.getValue());
        }
    }

    /** Loads all models at once: a broken one is a broken configuration. */
    @Override
    public void open(OpenContext context) {
        models = new ModelSwitch(new TranslationEngines(config));
        models.start(restored);
    }

    @Override
    public void processElement(
            Document document, ReadOnlyContext context, Collector<TranslationTask> out) {
        models.alerts().forEach(alert -> context.output(ALERTS, alert));
        models.unchanged(
                () ->
                        Attempt.hand(
                                Stage.TRANSLATE,
                                () -> tasks(document),
                                tasks -> tasks.forEach(out::collect),
                                failure ->
                                        context.output(
                                                DeadLetters.TAG, letter(document, failure))));
    }

    /** All subtasks get each decision; the first one hands its alert on. */
    @Override
    public void processBroadcastElement(
            ModelDecision decision, Context context, Collector<TranslationTask> out)
            throws Exception {
        models.alerts().forEach(alert -> context.output(ALERTS, alert));
        String alias = decision.alias();
        if (alias != null) {
            keep(context.getBroadcastState(MODELS), alias, decision.revision());
            models.change(alias, decision.revision());
        } else if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            context.output(ALERTS, decision.alert());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // Broadcast state is up to date.
    }

    @Override
    public void close() {
        if (models != null) {
            models.close();
        }
    }

    private List<TranslationTask> tasks(Document document) {
        return document.targets().stream()
                .map(target -> new TranslationTask(document, target, swapped(document, target)))
                .toList();
    }

    private static DeadLetterRecord letter(Document document, Failure failure) {
        return DeadLetters.of(document, Tasks.TRANSLATE, failure);
    }

    private List<ModelRevision> swapped(Document document, String target) {
        return config.routes().hops(document.language(), target).stream()
                .map(hop -> models.current(hop.pair()))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void keep(
            BroadcastState<String, ModelRevision> state,
            String alias,
            @Nullable ModelRevision revision)
            throws Exception {
        if (revision == null) {
            state.remove(alias);
        } else {
            state.put(alias, revision);
        }
    }
}
