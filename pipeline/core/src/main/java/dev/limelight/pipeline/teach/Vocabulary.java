package dev.limelight.pipeline.teach;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tokens of some sentences: words and marks, numbered in the order in which they come. */
public final class Vocabulary {

    /** Id of the token before each sentence. */
    public static final int START = 0;

    /** Id of the token behind each sentence. */
    public static final int END = 1;

    /** Id of the token that stands for a word that is in no sentence. */
    public static final int UNKNOWN = 2;

    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}'’-]+|\\S");

    private final List<String> tokens;

    /** The vocabulary of {@code sentences}. */
    public Vocabulary(List<String> sentences) {
        Set<String> all = new LinkedHashSet<>(List.of("<s>", "</s>", "<unk>"));
        sentences.forEach(sentence -> all.addAll(words(sentence)));
        tokens = List.copyOf(all);
    }

    /** All tokens by id. */
    public List<String> tokens() {
        return tokens;
    }

    /** The token of an id. */
    public String token(int id) {
        return tokens.get(id);
    }

    /** The ids of a text, {@link #START} first and no {@link #END}. */
    public int[] ids(String text) {
        List<String> all = new ArrayList<>(List.of(tokens.get(START)));
        all.addAll(words(text));
        return all.stream().mapToInt(this::id).toArray();
    }

    /** Tokens as a text: a space before each word, none before a mark. */
    public static String text(List<String> tokens) {
        var text = new StringBuilder();
        for (String token : tokens) {
            boolean isMark = token.length() == 1 && !Character.isLetterOrDigit(token.charAt(0));
            text.append(isMark || text.isEmpty() ? "" : " ").append(token);
        }
        return text.toString();
    }

    private int id(String token) {
        int id = tokens.indexOf(token);
        return id < 0 ? UNKNOWN : id;
    }

    private static List<String> words(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }
}
