package dev.limelight.pipeline.cli.explain;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.attention.AttentionTap;
import dev.limelight.modelserver.api.encode.EncoderProfile;
import dev.limelight.pipeline.cli.input.TextInput;
import dev.limelight.pipeline.cli.option.TranslationChoice;
import dev.limelight.pipeline.cli.option.TranslationChoice.Translatable;
import dev.limelight.pipeline.cli.option.UsageException;
import dev.limelight.pipeline.cli.screen.Terminal;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Routes;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.explain.EncoderExplainer;
import dev.limelight.pipeline.explain.EncoderExplanation;
import dev.limelight.pipeline.explain.TranslationExplainer;
import dev.limelight.pipeline.explain.TranslationExplanation;
import dev.limelight.pipeline.salience.Encoders;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code limelight explain}: what a model does with a text, step by step. */
@Command(
        name = "explain",
        description = {
            "Shows what a model does with a text, step by step.",
            "Tokens, embeddings and attention of an encoder; with --to the tokens, predictions, beams",
            "and attention of a translator."
        })
public final class ExplainCommand implements Callable<Integer> {

    private static final String DEFAULT = "minilm";
    private static final int TOP = 4;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = {
                "An encoder, or with --to an encoder-decoder model: a folder, or a name that 'models",
                "list' shows. Default: minilm; with --to the best at hand."
            })
    private @Nullable String model;

    @Option(
            names = "--to",
            paramLabel = "LANG",
            description = "Explain a translation into this language, BCP 47.")
    private @Nullable String to;

    @Option(
            names = "--from",
            paramLabel = "LANG",
            description = "The language of the text. Default: detected.")
    private @Nullable String from;

    @Option(
            names = "--layer",
            paramLabel = "N",
            description =
                    "The layer whose attention is shown, from 0. Default: one that salience, or the alignment of words, reads.")
    private @Nullable Integer layer;

    @Option(
            names = "--head",
            paramLabel = "N",
            description =
                    "The head of the layer, from 0. Default: likewise; of a layer 0, with --to the mean.")
    private @Nullable Integer head;

    @Option(
            names = "--token",
            paramLabel = "N",
            description = {
                "The token of which query, key and value are shown, from 0. Default: the one that",
                "looks most at one other."
            })
    private @Nullable Integer token;

    @Option(
            names = "--beams",
            paramLabel = "N",
            description =
                    "With --to, the beams to follow. Default: ${DEFAULT-VALUE}, or the model's own if more.")
    private int beams = 4;

    @Option(
            names = "--svg",
            paramLabel = "DIR",
            description = "Write the pictures as SVG files into a folder.")
    private @Nullable Path svg;

    @Mixin private TextInput input = new TextInput();

    @Option(names = "--json", description = "Print all numbers, one JSON line a text or sentence.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        check("--layer", layer, 0);
        check("--head", head, 0);
        check("--token", token, 0);
        check("--beams", beams, 1);
        try {
            if (to == null) {
                explainEncoder();
            } else {
                explainTranslation(to);
            }
        } catch (ModelException e) {
            if (e.category() == Category.INVALID) {
                throw new UsageException(String.valueOf(e.getMessage()));
            }
            throw e;
        }
        return 0;
    }

    private static void check(String option, @Nullable Integer value, int least) {
        if (value != null && value < least) {
            throw new UsageException("%s %d, expected %d or more".formatted(option, value, least));
        }
    }

    private void explainEncoder() throws Exception {
        String named = encoder();
        EncoderProfile profile = EmbeddedModels.profile(named);
        AttentionTap usual = profile.salienceHeads().get(0);
        int wantedLayer = layer == null ? usual.layer() : layer;
        int wantedHead = head == null ? usualHead(usual) : head;
        List<Document> documents = input.read(from);
        try (var opened = EmbeddedModels.openInspector(named)) {
            var explainer = new EncoderExplainer(opened);
            for (Document document : documents) {
                show(document.id(), explained(explainer, document, wantedLayer, wantedHead));
            }
        }
    }

    private EncoderExplanation explained(
            EncoderExplainer explainer, Document document, int wantedLayer, int wantedHead) {
        try {
            int wanted = token == null ? -1 : token;
            return explainer.explain(document, wantedLayer, wantedHead, wanted);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--token: " + e.getMessage());
        }
    }

    private int usualHead(AttentionTap usual) {
        return layer != null || usual.isMean() ? 0 : usual.head();
    }

    private String encoder() {
        try {
            return Encoders.named(model == null ? DEFAULT : model);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--model " + e.getMessage());
        }
    }

    private void explainTranslation(String language) throws Exception {
        var choice = TranslationChoice.of(model, List.of());
        String target = choice.target("--to", language, from);
        for (Document document : input.read(from)) {
            Translatable text = choice.translatable(document, from != null, target);
            List<Routes.Hop> hops = text.models().routes().hops(text.document().language(), target);
            if (hops.isEmpty()) {
                throw new UsageException(
                        "the text is in %s already, expected another language than --to"
                                .formatted(document.language()));
            }
            explain(text.document(), text.models().bundle(hops.get(0).folder()), target);
        }
    }

    private void explain(Document document, TranslationBundle bundle, String target)
            throws IOException {
        AttentionTap tap = tap(bundle.alignment());
        boolean canBeTold = !bundle.sources().isEmpty() || !bundle.targets().isEmpty();
        try (var client =
                EmbeddedModels.openSeq2Seq(bundle.options().withCrossTaps(List.of(tap)))) {
            var explainer = new TranslationExplainer(client, beams, TOP);
            for (int i = 0; i < document.sentences().size(); i++) {
                Sentence sentence = document.sentences().get(i);
                String text = document.text().substring(sentence.start(), sentence.end());
                show(
                        document.id() + "-" + (i + 1),
                        explainer.explain(
                                text.strip(),
                                canBeTold ? document.language() : null,
                                canBeTold ? target : null));
            }
        }
    }

    private AttentionTap tap(AttentionTap usual) {
        if (layer == null && head == null) {
            return usual;
        }
        int wanted = layer == null ? usual.layer() : layer;
        return head == null ? AttentionTap.mean(wanted) : AttentionTap.head(wanted, head);
    }

    private void show(String id, EncoderExplanation explanation) throws IOException {
        print(
                json
                        ? List.of(RecordCodec.json(explanation))
                        : new EncoderExplanationView(Terminal.current()).lines(explanation));
        if (svg != null) {
            announce(new SvgFiles(svg).write(id, explanation));
        }
    }

    private void show(String id, TranslationExplanation explanation) throws IOException {
        print(
                json
                        ? List.of(RecordCodec.json(explanation))
                        : new TranslationExplanationView(Terminal.current()).lines(explanation));
        if (svg != null) {
            announce(new SvgFiles(svg).write(id, explanation));
        }
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }

    private void announce(List<Path> files) {
        PrintWriter err = spec.commandLine().getErr();
        files.forEach(file -> err.println("wrote " + file));
        err.flush();
    }
}
