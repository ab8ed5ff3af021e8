package dev.limelight.pipeline.bench.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is done to a translation. Each is null where a sentence does not allow it. */
enum Damage {
    /** A third of the tokens, from the middle, was never written. */
    OMITTED {
        @Override
        @Nullable Sample of(Pass pass, Pass other, Random random) {
            int tokens = pass.result().best().tokens().size() - 1;
            return tokens < LEAST ? null : pass.without(tokens / 3, 2 * tokens / 3);
        }
    },

    /** The second half was never written. */
    CUT {
        @Override
        @Nullable Sample of(Pass pass, Pass other, Random random) {
            int tokens = pass.result().best().tokens().size() - 1;
            return tokens < LEAST ? null : pass.without(tokens / 2, tokens);
        }
    },

    /** The last four words are there three times more. */
    REPEATED {
        @Override
        @Nullable Sample of(Pass pass, Pass other, Random random) {
            List<String> words = List.of(pass.good().target().split(" ", -1));
            if (words.size() < LEAST) {
                return null;
            }
            String last = " " + String.join(" ", words.subList(words.size() - 4, words.size()));
            return pass.good().withTarget(pass.good().target() + last.repeat(3));
        }
    },

    /** One digit is another one. */
    NUMBER {
        @Override
        @Nullable Sample of(Pass pass, Pass other, Random random) {
            String target = pass.good().target();
            Matcher digit = DIGIT.matcher(target);
            if (!digit.find()) {
                return null;
            }
            int wrong = (digit.group().charAt(0) - '0' + 1 + random.nextInt(9)) % 10;
            return pass.good().withTarget(digit.replaceFirst(String.valueOf(wrong)));
        }
    },

    /** A word with a capital that stands in both, a name mostly, is another one. */
    NAME {
        @Override
        @Nullable Sample of(Pass pass, Pass other, Random random) {
            Matcher name = NAME_WORD.matcher(pass.good().source());
            while (name.find()) {
                if (pass.good().target().contains(name.group())) {
                    String target = pass.good().target().replace(name.group(), "Quendelmeyer");
                    return pass.good().withTarget(target);
                }
            }
            return null;
        }
    },

    /** It is the translation of another sentence. */
    OTHER {
        @Override
        Sample of(Pass pass, Pass other, Random random) {
            return other.good().withSource(pass.good().source());
        }
    },

    /** The model got the sentence with the letters inside each word in disorder. */
    SCRAMBLED {
        @Override
        Sample of(Pass pass, Pass other, Random random) {
            return pass.scrambled();
        }
    },

    /** The model got the sentence with the letters inside one of its words in disorder. */
    MISREAD {
        @Override
        Sample of(Pass pass, Pass other, Random random) {
            return pass.misread();
        }
    };

    private static final int LEAST = 8;
    private static final Pattern LONG_WORD = Pattern.compile("(?<!\\p{L})\\p{L}{6,}+");
    private static final Pattern DIGIT = Pattern.compile("[0-9]");
    private static final Pattern NAME_WORD = Pattern.compile("(?<=\\w )\\p{Lu}\\p{L}{4,}");

    /**
     * Damages one.
     *
     * @param pass what the model gave for the sentence
     * @param other what it gave for another
     */
    abstract @Nullable Sample of(Pass pass, Pass other, Random random);

    /** A sentence with the letters inside each word in disorder. */
    static String scrambled(String sentence, Random random) {
        List<String> words = new ArrayList<>();
        for (String word : sentence.split(" ", -1)) {
            words.add(mixed(word, random));
        }
        return String.join(" ", words);
    }

    /** A sentence with the letters inside one of its long words in disorder; itself without one. */
    static String misread(String sentence, Random random) {
        List<MatchResult> words = LONG_WORD.matcher(sentence).results().toList();
        if (words.isEmpty()) {
            return sentence;
        }
        MatchResult word = words.get(random.nextInt(words.size()));
        return sentence.substring(0, word.start())
                + mixed(word.group(), random)
                + sentence.substring(word.end());
    }

    private static String mixed(String word, Random random) {
        char[] letters = word.toCharArray();
        for (int i = letters.length - 2; i > 1; i--) {
            int at = 1 + random.nextInt(i);
            char kept = letters[i];
            letters[i] = letters[at];
            letters[at] = kept;
        }
        return new String(letters);
    }
}
