package dev.limelight.pipeline.bench.generate;

import dev.limelight.modelserver.api.SampleSize;
import dev.limelight.pipeline.document.SentenceSplitter;
import dev.limelight.pipeline.language.Languages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How long the sentences of real documents are: subword vocabularies of OPUS-MT's kind make a token
 * of a short word or a sign, and several of a long word.
 *
 * @param tokens of each sentence, ascending
 */
public record TextLengths(List<Integer> tokens) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+|\\p{N}+|[^\\s]");
    private static final int LETTERS_A_TOKEN = 7;

    /** What is shorter is a heading, a date, a name. */
    private static final int LEAST = 6;

    /** A sentence longer than this is cut before it is translated. */
    private static final int MOST = 128;

    private static final long SEED = 1;

    public TextLengths {
        tokens = tokens.stream().sorted().toList();
    }

    /** The lengths of the sentences of some texts, without those of under 6 or over 128 tokens. */
    public static TextLengths of(List<String> texts) {
        var splitter = new SentenceSplitter(Languages.GENERIC);
        List<Integer> tokens = new ArrayList<>();
        for (String text : texts) {
            splitter.split(text).stream()
                    .map(sentence -> tokens(text.substring(sentence.start(), sentence.end())))
                    .filter(length -> length >= LEAST && length <= MOST)
                    .forEach(tokens::add);
        }
        return new TextLengths(tokens);
    }

    /** The length that a share of the sentences do not exceed. */
    int quantile(double share) {
        return tokens.get((int) Math.round(share * (tokens.size() - 1)));
    }

    /** As many texts, spread over all lengths, shortest first; the same ones each time. */
    List<SampleText> sorted(int number, SampleSize size) {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, number)
                .mapToObj(i -> text(quantile((i + 0.5) / number), size, random))
                .sorted(Comparator.comparingInt(text -> text.source().length))
                .toList();
    }

    /** The same in the order in which texts come: any. */
    List<SampleText> mixed(int number, SampleSize size) {
        List<SampleText> texts = new ArrayList<>(sorted(number, size));
        Collections.shuffle(texts, new Random(SEED));
        return texts;
    }

    /** Targets are 0.7 to 1.5 times as long as their sources. */
    private static SampleText text(int length, SampleSize size, SplittableRandom random) {
        int target = (int) Math.ceil(length * (0.7 + 0.8 * random.nextDouble()));
        return SampleText.random(length, target, size, random);
    }

    private static int tokens(String sentence) {
        Matcher words = WORD.matcher(sentence);
        int tokens = 0;
        while (words.find()) {
            tokens += (words.group().length() + LETTERS_A_TOKEN - 1) / LETTERS_A_TOKEN;
        }
        return tokens;
    }
}
