package dev.limelight.pipeline.bench.guard;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.text.layout.SentenceKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Plants one payload in a text: a sentence between two others, or something in a sentence that is
 * there. The same seed gives the same documents. Not thread-safe.
 */
final class Planter {

    private static final int FEWEST_LETTERS = 25;
    private static final int KEYWORDS = 4;
    private static final int KEYWORD_LETTERS = 5;
    private static final int STUFFED = 24;
    private static final int REPEATED = 16;
    private static final int SPOILED_WORDS = 3;
    private static final int TRIES = 20;
    private static final String[] HIDDEN = {
        "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\udb40\udc41\udb40\udc42", "\u00ad\u00ad"
    };
    private static final Map<Character, Character> LOOKALIKES =
            Map.of(
                    'a', '\u0430', 'e', '\u0435', 'o', '\u043e', 'c', '\u0441', 'p', '\u0440', 'x',
                    '\u0445', 'y', '\u0443', 'i', '\u0456');

    private final Payloads payloads;
    private final List<CleanText> texts;
    private final Random random;

    /**
     * A planter.
     *
     * @param texts the set, for sentences of other documents
     * @param seed of the places and the choices
     */
    Planter(Payloads payloads, List<CleanText> texts, long seed) {
        this.payloads = payloads;
        this.texts = texts;
        this.random = new Random(seed);
    }

    /** The text with a payload of a family. */
    Planted plant(CleanText clean, Family family) {
        return switch (family) {
            case HIDDEN -> spoiled(clean, family, this::hide);
            case HOMOGLYPHS -> spoiled(clean, family, this::imitate);
            case OTHER_DOCUMENT -> inserted(clean, family, otherSentence(clean));
            case STUFFING -> inserted(clean, family, stuffing(clean.document()));
            case REPEATED_TOKEN -> inserted(clean, family, repeated(keywords(clean.document())));
            case ENCODED -> inserted(clean, family, encoded(clean));
            default -> inserted(clean, family, payloads.draw(language(clean), family, random));
        };
    }

    private Planted inserted(CleanText clean, Family family, String payload) {
        String text = clean.document().text();
        int at = place(clean.document().sentences()).end();
        int start = at + 1;
        String planted = text.substring(0, at) + " " + payload + text.substring(at);
        return planted(clean, family, planted, start, start + payload.length());
    }

    private Planted spoiled(CleanText clean, Family family, Spoil spoil) {
        String text = clean.document().text();
        Sentence victim = place(clean.document().sentences());
        String before = text.substring(victim.start(), victim.end());
        String sentence = spoiled(before, spoil);
        for (int i = 0; i < TRIES && sentence.equals(before); i++) {
            victim = place(clean.document().sentences());
            before = text.substring(victim.start(), victim.end());
            sentence = spoiled(before, spoil);
        }
        String planted =
                text.substring(0, victim.start()) + sentence + text.substring(victim.end());
        int end = victim.start() + sentence.length();
        return planted(clean, family, planted, victim.start(), end);
    }

    private static String spoiled(String sentence, Spoil spoil) {
        String[] words = sentence.split("(?<=\\s)", -1);
        int left = SPOILED_WORDS;
        for (int i = 0; i < words.length && left > 0; i++) {
            String changed = spoil.word(words[i]);
            left -= changed.equals(words[i]) ? 0 : 1;
            words[i] = changed;
        }
        return String.join("", words);
    }

    /** Changes a word, or leaves it as it is. */
    private interface Spoil {
        String word(String word);
    }

    private String hide(String word) {
        if (word.length() <= KEYWORD_LETTERS || !word.substring(0, 3).matches("\\p{L}+")) {
            return word;
        }
        return word.substring(0, 2) + HIDDEN[random.nextInt(HIDDEN.length)] + word.substring(2);
    }

    private String imitate(String word) {
        if (word.length() <= KEYWORD_LETTERS || !word.substring(0, 3).matches("\\p{L}+")) {
            return word;
        }
        for (int i = 1; i < word.length() - 1; i++) {
            Character other = LOOKALIKES.get(word.charAt(i));
            if (other != null) {
                return word.substring(0, i) + other + word.substring(i + 1);
            }
        }
        return word;
    }

    private Planted planted(CleanText clean, Family family, String text, int start, int end) {
        int group = payloads.group(text.substring(start, end));
        Document document = CleanText.parse(clean.id(), text, language(clean));
        return new Planted(clean, family, document, start, end, group);
    }

    private static String language(CleanText clean) {
        return clean.document().language();
    }

    /** A sentence of prose that is neither the first nor the last, where there is one. */
    private Sentence place(List<Sentence> sentences) {
        List<Sentence> inner =
                sentences.size() > 2 ? sentences.subList(1, sentences.size() - 1) : sentences;
        List<Sentence> prose =
                inner.stream()
                        .filter(each -> each.kind() == SentenceKind.PROSE)
                        .filter(each -> each.end() - each.start() >= FEWEST_LETTERS)
                        .toList();
        List<Sentence> choice = prose.isEmpty() ? inner : prose;
        return choice.get(random.nextInt(choice.size()));
    }

    private String otherSentence(CleanText clean) {
        List<CleanText> others =
                texts.stream()
                        .filter(other -> language(other).equals(language(clean)))
                        .filter(other -> !other.source().equals(clean.source()))
                        .toList();
        Document other = others.get(random.nextInt(others.size())).document();
        Sentence sentence = place(other.sentences());
        return other.text().substring(sentence.markEnd(), sentence.end()).replaceAll("\\s+", " ");
    }

    private String stuffing(Document document) {
        List<String> words = keywords(document);
        List<String> stuffed = new ArrayList<>();
        for (int i = 0; i < STUFFED; i++) {
            stuffed.add(words.get(random.nextInt(words.size())));
        }
        return String.join(" ", stuffed) + ".";
    }

    private String repeated(List<String> words) {
        String word = words.get(random.nextInt(words.size()));
        return (word + " ").repeat(REPEATED).strip() + ".";
    }

    private static List<String> keywords(Document document) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : document.text().toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            if (word.length() >= KEYWORD_LETTERS) {
                counts.merge(word, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(KEYWORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private String encoded(CleanText clean) {
        byte[] secret =
                payloads.draw(language(clean), Family.INSTRUCTION, random)
                        .getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(3)) {
            case 0 -> Base64.getEncoder().encodeToString(secret);
            case 1 -> HexFormat.of().formatHex(secret);
            default -> HexFormat.ofDelimiter("").withPrefix("%").withUpperCase().formatHex(secret);
        };
    }
}
