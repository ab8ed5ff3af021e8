package dev.limelight.pipeline.translate;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.language.LanguageTags;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.HopModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * Translates documents, in the job, over HTTP and on the command line: with the model for the two
 * languages, else with two models through a pivot; a document that is in the target language is its
 * own translation. Thread-safe.
 */
public final class Translator {

    private final Routes routes;
    private final TranslateSettings settings;

    /**
     * A translator; it loads nothing.
     *
     * @param routes which model leads from which language into which
     */
    public Translator(Routes routes, TranslateSettings settings) {
        this.routes = routes;
        this.settings = settings;
    }

    /**
     * Translates a document; blocks until it is done.
     *
     * @param target BCP 47
     * @param models opens the model of a hop, which is closed when the document is done
     * @param progress gets the number of the document's sentences that are done, on this thread
     * @throws ModelException {@code INVALID} where no model leads there, else as a request fails
     */
    public Translation translate(
            Document document,
            String target,
            Function<Routes.Hop, HopModel> models,
            IntConsumer progress) {
        return translations(document, target, 0, models, progress).best();
    }

    /**
     * Likewise, with others that the model's beams held; through a pivot those of the second model.
     *
     * @param others how many at most, 0 for none
     */
    public Translations translations(
            Document document,
            String target,
            int others,
            Function<Routes.Hop, HopModel> models,
            IntConsumer progress) {
        List<Routes.Hop> hops = routes.hops(document.language(), target);
        if (!hops.isEmpty()) {
            return through(document, hops, others, models, progress);
        }
        if (LanguageTags.isSame(document.language(), target)) {
            return new Translations(SameLanguage.translate(document, target), List.of());
        }
        throw new ModelException(
                Category.INVALID,
                "no model translates %s to %s, expected %s"
                        .formatted(document.language(), target, routes.expected()));
    }

    private Translations through(
            Document document,
            List<Routes.Hop> hops,
            int others,
            Function<Routes.Hop, HopModel> models,
            IntConsumer progress) {
        List<HopModel> open = new ArrayList<>();
        try {
            for (Routes.Hop hop : hops) {
                open.add(models.apply(hop));
            }
            List<DocumentTranslator> passes = open.stream().map(this::pass).toList();
            Routes.Hop end = hops.get(hops.size() - 1);
            DocumentTranslator last = passes.get(passes.size() - 1).withOthers(others);
            return passes.size() == 1
                    ? last.translations(document, end.target(), progress)
                    : new PivotTranslator(passes.get(0), hops.get(0).target(), last)
                            .translations(document, end.target(), progress);
        } finally {
            open.forEach(HopModel::close);
        }
    }

    private DocumentTranslator pass(HopModel model) {
        return new DocumentTranslator(model.client(), settings, model.model());
    }
}
