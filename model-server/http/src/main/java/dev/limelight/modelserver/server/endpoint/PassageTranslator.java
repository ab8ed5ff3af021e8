package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.passage.Passage;
import dev.limelight.modelserver.server.request.TranslateRequest;
import dev.limelight.modelserver.server.request.Translated;
import dev.limelight.modelserver.server.service.TextTranslator;
import dev.limelight.pipeline.text.markup.MarkupException;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates the passages of a request of LibreTranslate's clients. Thread-safe. */
final class PassageTranslator {

    private static final String AUTO = "auto";

    private final @Nullable TextTranslator translator;
    private final LanguageDetection detection;
    private final Languages languages;

    PassageTranslator(
            @Nullable TextTranslator translator, LanguageDetection detection, Languages languages) {
        this.translator = translator;
        this.detection = detection;
        this.languages = languages;
    }

    /**
     * What became of passages.
     *
     * @param texts their translations, in their order
     * @param alternatives other translations of each, best first
     * @param detected the guesses at their languages; empty where nobody asked for any
     */
    record Result(
            List<String> texts,
            List<List<String>> alternatives,
            List<LanguageDetection.Guess> detected) {}

    /**
     * Translates passages. What has nothing to translate in it, or is in the target already, comes
     * back as it is.
     *
     * @param originals what the passages were read from
     * @param source BCP 47, or {@code auto}
     * @param alternatives how many other translations of each passage are wanted at most
     * @throws dev.limelight.modelserver.server.http.HttpError if no model is for the languages
     */
    Result translate(
            Call call,
            List<String> originals,
            List<Passage> passages,
            String source,
            String target,
            int alternatives) {
        TextTranslator served = DocumentEndpoints.served(translator);
        boolean auto = source.equals(AUTO);
        List<LanguageDetection.Guess> detected = auto ? detected(passages) : List.of();
        List<TranslateRequest> requests = new ArrayList<>();
        var checked = new HashSet<String>();
        for (int i = 0; i < passages.size(); i++) {
            String from = auto ? detected.get(i).sourceOrNull() : source;
            if (from == null) {
                languages.checked(target);
            } else if (checked.add(from)) {
                languages.checkPair(from, target);
            }
            if (!target.equals(from)) {
                add(requests, call, passages.get(i), from, target, alternatives);
            }
        }
        List<Translated> answers = served.translate(requests, call.cancellation());
        List<String> texts = joined(originals, passages, detected, source, target, answers);
        List<List<String>> others = new ArrayList<>();
        texts.forEach(text -> others.add(new ArrayList<>()));
        for (int place = 0; place < alternatives; place++) {
            int at = place;
            List<Translated> other = answers.stream().map(answer -> answer.other(at)).toList();
            addNew(joined(originals, passages, detected, source, target, other), texts, others);
        }
        return new Result(texts, others, detected);
    }

    /** Adds each text that its passage does not have yet. */
    private static void addNew(
            List<String> written, List<String> best, List<List<String>> alternatives) {
        for (int i = 0; i < written.size(); i++) {
            String text = written.get(i);
            if (!text.equals(best.get(i)) && !alternatives.get(i).contains(text)) {
                alternatives.get(i).add(text);
            }
        }
    }

    /**
     * Takes a text apart.
     *
     * @throws HttpError {@code INVALID} if it cannot be read as what it is said to be
     */
    static Passage passage(SourceFormat format, String text) {
        try {
            return new Passage(format.parse(text));
        } catch (MarkupException e) {
            throw HttpError.invalid(String.valueOf(e.getMessage()));
        }
    }

    private List<LanguageDetection.Guess> detected(List<Passage> passages) {
        List<String> texts =
                passages.stream().map(passage -> String.join("\n", passage.texts())).toList();
        return detection.of(texts, languages.codes());
    }

    private static void add(
            List<TranslateRequest> requests,
            Call call,
            Passage passage,
            @Nullable String source,
            String target,
            int alternatives) {
        for (String text : passage.texts()) {
            String id = call.id() + "-" + requests.size();
            requests.add(
                    new TranslateRequest(
                            id, text, source, target, Map.of(), call.left(), alternatives));
        }
    }

    private static List<String> joined(
            List<String> originals,
            List<Passage> passages,
            List<LanguageDetection.Guess> detected,
            String source,
            String target,
            List<Translated> answers) {
        List<String> results = new ArrayList<>();
        int used = 0;
        for (int i = 0; i < passages.size(); i++) {
            String from = detected.isEmpty() ? source : detected.get(i).sourceOrNull();
            if (target.equals(from)) {
                results.add(originals.get(i));
            } else {
                int end = used + passages.get(i).texts().size();
                results.add(passages.get(i).with(answers.subList(used, end)));
                used = end;
            }
        }
        return results;
    }
}
