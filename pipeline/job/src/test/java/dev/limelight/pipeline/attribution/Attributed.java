package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.EmbeddedModels;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.GoldDocument;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.salience.Salience;
import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.salience.SalienceScorer;
import dev.limelight.pipeline.salience.ScoredWord;
import dev.limelight.pipeline.summarize.DirectPipeline;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.SummaryLength;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveConfig;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSettings;
import dev.limelight.pipeline.summarize.abstractive.AbstractiveSummary;
import dev.limelight.pipeline.translate.DocumentTranslator;
import dev.limelight.pipeline.translate.Translation;
import dev.limelight.pipeline.translate.fragment.TranslateSettings;
import dev.limelight.pipeline.translate.route.TranslationBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where attention fell in one output, as numbers that can be compared.
 *
 * @param name what was made of which document by which model
 * @param chosen sentences of the document, ascending; all where none are chosen
 * @param scores the share of each sentence
 * @param words start and end of each word, one after the other
 * @param shares the share of each word
 * @param links of a translation: source start, source end, target start, target end of each
 * @param weights of the links
 */
record Attributed(
        String name,
        List<Integer> chosen,
        double[] scores,
        int[] words,
        double[] shares,
        int[] links,
        double[] weights) {

    private static final SummaryLength THREE = new SummaryLength(3, false);

    /** The tiny T5 likes tokens for masked spans, which are no text. */
    private static final String SETTINGS =
            "{\"max_new_tokens\": 12, \"min_new_tokens\": 6, \"num_beams\": 2, \"suppress_tokens\": %s}"
                    .formatted(IntStream.range(300, 400).boxed().toList());

    @Override
    public String toString() {
        return name;
    }

    /** A document of {@code test-data}, its first {@code characters}. */
    static Document document(String id, int characters) {
        GoldDocument gold =
                GoldDocument.all().stream().filter(each -> each.id().equals(id)).findFirst().get();
        int end = Math.min(characters, gold.text().length());
        return Documents.of(id, gold.language(), gold.text().substring(0, end));
    }

    /** Extractive salience and summaries by one method. */
    static List<Attributed> extractive(String method, List<Document> documents) {
        SalienceMethod salience = SalienceMethods.ofDefaultEncoder().named(method);
        EncoderOptions options = EncoderOptions.defaults().withTaps(salience.taps());
        try (var pipeline = DirectPipeline.open(options, 256, salience.rollout())) {
            return documents.stream()
                    .map(each -> SalienceScorer.score(salience, pipeline.read(each)))
                    .map(Attributed::of)
                    .toList();
        }
    }

    private static Attributed of(Salience salience) {
        List<Integer> chosen =
                ExtractiveSummarizer.summarize(salience, THREE, Prior.POSITION_AND_CUES).chosen();
        return of(
                "extractive %s %s"
                        .formatted(salience.method(), salience.assembled().document().id()),
                chosen,
                salience.scores(),
                salience.words(),
                List.of());
    }

    /** Abstractive summaries by a model of a folder. */
    static List<Attributed> abstractive(Path folder, List<Document> documents) {
        var config =
                new AbstractiveConfig(
                        folder.toString(),
                        "summarize:",
                        SETTINGS,
                        AbstractiveSettings.DEFAULT.withChunkTokens(48),
                        1,
                        1024,
                        2,
                        Duration.ofMinutes(5));
        try (var client = EmbeddedModels.openSeq2Seq(config.options(config.model()))) {
            var summarizer = config.model().summarizer(client, config.settings());
            List<Attributed> all = new ArrayList<>();
            for (Document document : documents) {
                AbstractiveSummary summary = summarizer.summarize(document, THREE);
                all.add(
                        of(
                                "abstractive %s %s".formatted(folder.getFileName(), document.id()),
                                summary.chosen(),
                                summary.scores(),
                                summary.words(),
                                List.of()));
            }
            return all;
        }
    }

    /** Translations by a model of a folder. */
    static List<Attributed> translations(Path folder, String target, List<Document> documents) {
        TranslationBundle bundle = TranslationBundle.read(folder);
        try (Seq2SeqClient client = EmbeddedModels.openSeq2Seq(bundle.options())) {
            var translator = new DocumentTranslator(client, TranslateSettings.DEFAULT);
            return documents.stream()
                    .map(document -> of(folder, translator.translate(document, target)))
                    .toList();
        }
    }

    private static Attributed of(Path folder, Translation translation) {
        return of(
                "translation %s %s".formatted(folder.getFileName(), translation.document().id()),
                IntStream.range(0, translation.scores().length).boxed().toList(),
                translation.scores(),
                translation.words(),
                translation.segments().stream().flatMap(s -> s.links().stream()).toList());
    }

    private static Attributed of(
            String name,
            List<Integer> chosen,
            double[] scores,
            List<ScoredWord> words,
            List<dev.limelight.pipeline.translate.fragment.Link> links) {
        return new Attributed(
                name,
                chosen,
                scores,
                words.stream().flatMapToInt(w -> IntStream.of(w.start(), w.end())).toArray(),
                words.stream().mapToDouble(ScoredWord::score).toArray(),
                links.stream()
                        .flatMap(
                                link ->
                                        Stream.of(
                                                link.sourceStart(),
                                                link.sourceEnd(),
                                                link.targetStart(),
                                                link.targetEnd()))
                        .mapToInt(Integer::intValue)
                        .toArray(),
                links.stream().mapToDouble(link -> link.weight()).toArray());
    }
}
