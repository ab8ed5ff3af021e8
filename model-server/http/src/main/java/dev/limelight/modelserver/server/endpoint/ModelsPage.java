package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Replies;
import dev.limelight.modelserver.server.service.Services;
import dev.limelight.modelserver.server.service.SourceLanguage;
import dev.limelight.modelserver.server.service.TextTranslator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/models}: lists the models and services of this server. */
public final class ModelsPage implements Handler<RoutingContext> {

    private final Services services;

    public ModelsPage(Services services) {
        this.services = services;
    }

    private record Page(List<Model> models, boolean summarize, List<SourceLanguage> translate) {}

    /**
     * A model of {@code /v1/generate}.
     *
     * @param name what requests call it
     * @param maxTokens null where there is no limit
     */
    private record Model(
            String name,
            String id,
            String revision,
            String type,
            @Nullable Integer maxTokens,
            List<String> sourceLanguages,
            List<String> targetLanguages) {

        static Model of(String name, Seq2SeqClient client) {
            Seq2SeqInfo info = client.info();
            return new Model(
                    name,
                    info.id(),
                    info.revision(),
                    info.modelType(),
                    info.maxTokens() == Integer.MAX_VALUE ? null : info.maxTokens(),
                    info.sourceLanguages(),
                    info.targetLanguages());
        }
    }

    @Override
    public void handle(RoutingContext context) {
        TextTranslator translator = services.translator();
        var page =
                new Page(
                        services.models().entrySet().stream()
                                .map(entry -> Model.of(entry.getKey(), entry.getValue()))
                                .toList(),
                        services.summarizer() != null,
                        translator == null ? List.of() : translator.languages());
        Replies.json(context, 200, JsonText.write(page));
    }
}
