package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.document.Document;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** One task for each language that a document is to be translated into. */
public final class TargetsFunction implements FlatMapFunction<Document, TranslationTask> {

    @Override
    public void flatMap(Document document, Collector<TranslationTask> out) {
        document.targets().forEach(target -> out.collect(new TranslationTask(document, target)));
    }
}
