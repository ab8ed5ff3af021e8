package dev.limelight.pipeline.score;

import dev.limelight.connectors.record.Flag;
import dev.limelight.connectors.record.Metric;
import dev.limelight.connectors.record.ModelRef;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.generate.GeneratedText;
import dev.limelight.pipeline.attribution.SpanAttention;
import dev.limelight.pipeline.score.ScoreRecord.ScoredToken;
import dev.limelight.pipeline.sink.CodePoints;
import dev.limelight.pipeline.text.Span;
import dev.limelight.pipeline.text.script.Words;
import dev.limelight.pipeline.translate.signals.Confidence;
import dev.limelight.pipeline.translate.signals.KeptCheck;
import dev.limelight.pipeline.translate.signals.Signals;
import dev.limelight.pipeline.translate.signals.Thresholds;
import dev.limelight.pipeline.translate.signals.TranslatedSentence;
import java.util.ArrayList;
import java.util.List;

/** Makes records of scored pairs, with the words and signals of translations. Stateless. */
final class ScoreRecords {

    private ScoreRecords() {}

    static ScoreRecord of(ScoredPair pair, Thresholds thresholds, TokenCounter tokens) {
        List<Span> sourceWords = Words.of(pair.source());
        List<Span> targetWords = Words.of(pair.target());
        SpanAttention attention = pair.attention(sourceWords, targetWords);
        Signals signals = Signals.of(sentence(pair, attention, targetWords, tokens));
        return new ScoreRecord(
                pair.languages().source(),
                pair.languages().target(),
                pair.logProbability(),
                tokens(pair),
                pair.links(attention, sourceWords, targetWords),
                Metric.byName(signals.values()),
                flags(pair, signals, thresholds),
                new ModelRef(pair.model().id(), pair.model().revision()));
    }

    private static TranslatedSentence sentence(
            ScoredPair pair, SpanAttention attention, List<Span> targetWords, TokenCounter tokens) {
        float[] logs = pair.result().best().logProbabilities();
        return new TranslatedSentence(
                pair.source(),
                pair.languages().source(),
                pair.target(),
                pair.languages().target(),
                KeptCheck.of(pair.source(), List.of(), pair.target()),
                logs,
                Confidence.leastWord(pair.targetShares(targetWords), logs),
                pair.isAligned() ? attention.received() : new double[0],
                0,
                tokens::count);
    }

    private static List<String> flags(ScoredPair pair, Signals signals, Thresholds thresholds) {
        List<Flag> flags = new ArrayList<>(signals.flags(thresholds));
        if (!pair.isAligned()) {
            flags.add(Flag.NO_ALIGNMENT);
        }
        return flags.stream().map(Flag::wireName).toList();
    }

    private static List<ScoredToken> tokens(ScoredPair pair) {
        GeneratedText read = pair.result().best();
        CodePoints points = new CodePoints(pair.target());
        List<ScoredToken> tokens = new ArrayList<>();
        for (int i = 0; i < read.tokens().size(); i++) {
            TokenSpan token = read.tokens().get(i);
            tokens.add(
                    new ScoredToken(
                            token.id(),
                            points.at(token.start()),
                            points.at(token.end()),
                            read.logProbabilities()[i]));
        }
        return tokens;
    }
}
