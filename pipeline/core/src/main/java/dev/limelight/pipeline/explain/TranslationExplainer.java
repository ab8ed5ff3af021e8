package dev.limelight.pipeline.explain;

import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.attention.CrossAttention;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.modelserver.api.generate.GenerationTrace;
import dev.limelight.modelserver.api.generate.GenerationTrace.Beam;
import dev.limelight.modelserver.api.generate.GenerationTrace.Choice;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.explain.TranslationExplanation.Candidate;
import dev.limelight.pipeline.explain.TranslationExplanation.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows how a model translates a sentence. Thread-safe; the client stays its owner's. */
public final class TranslationExplainer {

    private final Seq2SeqClient client;
    private final int beams;
    private final int top;

    /**
     * An explainer.
     *
     * @param beams to follow, at least 1; a model that has more of its own follows these
     * @param top how many candidates are kept of a step
     */
    public TranslationExplainer(Seq2SeqClient client, int beams, int top) {
        this.client = client;
        this.beams = beams;
        this.top = top;
    }

    /**
     * Explains a sentence.
     *
     * @param from language of the sentence; null where the model cannot be told
     * @param to language to write, likewise
     * @throws dev.limelight.modelserver.api.ModelException as generation fails
     */
    public TranslationExplanation explain(
            String sentence, @Nullable String from, @Nullable String to) {
        var request =
                GenerateRequest.of(sentence)
                        .withLanguages(from, to)
                        .withSettings(client.withSequences("{}", beams));
        GenerationTrace trace = client.trace(request, top);
        GeneratedText best = trace.result().best();
        List<CrossAttention> maps = best.crossAttention();
        return new TranslationExplanation(
                new ModelRef(client.info().id(), client.info().revision()),
                sentence,
                best.text(),
                tokens(sentence, trace.result().source()),
                steps(trace, best),
                tree(trace),
                maps.isEmpty() ? -1 : maps.get(0).tap().layer(),
                maps.isEmpty() ? -1 : maps.get(0).tap().head(),
                maps.isEmpty() ? List.of() : maps.get(0).weights());
    }

    private List<ExplainedToken> tokens(String text, List<TokenSpan> tokens) {
        return tokens.stream()
                .map(
                        token -> {
                            String part = text.substring(token.start(), token.end());
                            boolean isShown = !token.special() && !part.isBlank();
                            String piece = isShown ? part : "#" + token.id();
                            int unknown = client.info().unknownToken();
                            return ExplainedToken.of(text, token, piece, unknown);
                        })
                .toList();
    }

    /** Follows the best sequence through the rows of the steps. */
    private static List<Step> steps(GenerationTrace trace, GeneratedText best) {
        List<Step> steps = new ArrayList<>();
        int end = best.tokens().get(best.tokens().size() - 1).id();
        int row = 0;
        for (int i = 0; i < best.tokens().size(); i++) {
            row = i == 0 ? 0 : row(trace.steps().get(i), row, best.tokens().get(i - 1).id());
            Beam beam = trace.steps().get(i).get(row);
            TokenSpan token = best.tokens().get(i);
            steps.add(
                    Step.of(
                            token.id(),
                            token.special() ? "" : word(best, i),
                            Math.exp(best.logProbabilities()[i]),
                            beam.entropy(),
                            candidates(beam, end)));
        }
        return steps;
    }

    private static int row(List<Beam> step, int parent, int token) {
        for (int row = 0; row < step.size(); row++) {
            if (step.get(row).parent() == parent && step.get(row).token() == token) {
                return row;
            }
        }
        throw new IllegalStateException(
                "no beam goes on from row %d with token %d".formatted(parent, token));
    }

    private static List<Candidate> candidates(Beam beam, int end) {
        return beam.next().stream()
                .map(c -> new Candidate(c.id(), text(c, end), Math.exp(c.logProbability())))
                .toList();
    }

    /** Other special tokens than the end have no text, either. */
    private static String text(Choice choice, int end) {
        boolean isNamed = choice.text().isBlank() && choice.id() != end;
        return isNamed ? "#" + choice.id() : choice.text().strip();
    }

    private static String word(GeneratedText written, int token) {
        TokenSpan span = written.tokens().get(token);
        return written.text().substring(span.start(), span.end());
    }

    /** All paths that the beams took, and the sequences that came out. */
    private static BeamTree tree(GenerationTrace trace) {
        var root = new BeamTree.Node(-1, "");
        List<GeneratedText> sequences = trace.result().sequences();
        for (int rank = 0; rank < sequences.size(); rank++) {
            GeneratedText sequence = sequences.get(rank);
            BeamTree.Node at = root;
            int length = length(sequence);
            for (int i = 0; i < length; i++) {
                at = at.child(sequence.tokens().get(i).id(), word(sequence, i));
            }
            at.end(rank + 1, sequence.meanLogProbability());
        }
        Map<Integer, String> words = words(trace);
        List<BeamTree.Node> before = List.of(root);
        for (List<Beam> step : trace.steps().subList(1, trace.steps().size())) {
            List<BeamTree.Node> nodes = new ArrayList<>();
            for (Beam beam : step) {
                String word = words.getOrDefault(beam.token(), "#" + beam.token());
                nodes.add(before.get(beam.parent()).child(beam.token(), word));
            }
            before = nodes;
        }
        return root.tree();
    }

    private static int length(GeneratedText sequence) {
        int length = sequence.tokens().size();
        return length > 0 && sequence.tokens().get(length - 1).special() ? length - 1 : length;
    }

    /** The texts of tokens: as they stand in a sequence where they do, with the space before. */
    private static Map<Integer, String> words(GenerationTrace trace) {
        Map<Integer, String> words = new HashMap<>();
        trace.steps().stream()
                .flatMap(List::stream)
                .flatMap(beam -> beam.next().stream())
                .forEach(choice -> words.putIfAbsent(choice.id(), " " + choice.text().strip()));
        for (GeneratedText sequence : trace.result().sequences()) {
            for (int i = 0; i < length(sequence); i++) {
                words.put(sequence.tokens().get(i).id(), word(sequence, i));
            }
        }
        return words;
    }
}
