package dev.limelight.pipeline.bench.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Sentences to plant, by language and family. */
final class Payloads {

    private static final String OWN = "payloads.tsv";
    private static final Set<String> PERSUADING =
            Set.of("Social Interaction", "Persuasion", "Clickbait", "Malware Distribution");
    private static final int FEWEST_LETTERS = 40;
    private static final int MOST_LETTERS = 220;

    private final Map<String, List<String>> texts = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();

    /**
     * Reads them.
     *
     * @param data a folder with {@code injection/bipia-attacks.json} and {@code
     *     newstest/newstest2014.en-de.tsv}
     */
    static Payloads read(Path data) throws IOException {
        var payloads = new Payloads();
        payloads.addOwn();
        payloads.addAttacks(data.resolve("injection").resolve("bipia-attacks.json"));
        payloads.addNews(data.resolve("newstest").resolve("newstest2014.en-de.tsv"));
        return payloads;
    }

    /** A sentence by chance. */
    String draw(String language, Family family, Random random) {
        List<String> choice = texts.get(key(language, family));
        if (choice == null) {
            throw new IllegalArgumentException(
                    "no payload %s in %s, expected one of %s"
                            .formatted(family.title(), language, texts.keySet()));
        }
        return choice.get(random.nextInt(choice.size()));
    }

    /** Which group of categories an attack is in; {@link Training#NO_GROUP} for other texts. */
    int group(String text) {
        return groups.getOrDefault(text, Training.NO_GROUP);
    }

    private void addOwn() throws IOException {
        try (InputStream in = Payloads.class.getResourceAsStream(OWN)) {
            if (in == null) {
                throw new IOException("no resource " + OWN);
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 3))
                    .forEach(row -> addAttack(row[0], family(row[1]), row[2], 0));
        }
    }

    private static Family family(String title) {
        return Family.valueOf(title.toUpperCase(Locale.ROOT));
    }

    private void addAttacks(Path file) throws IOException {
        JsonNode categories = new ObjectMapper().readTree(file.toFile());
        int group = 0;
        for (Map.Entry<String, JsonNode> category : categories.properties()) {
            boolean persuades = PERSUADING.contains(category.getKey());
            Family family = persuades ? Family.PERSUASION : Family.INSTRUCTION;
            group++;
            for (JsonNode text : category.getValue()) {
                addAttack("en", family, text.asText(), group % Training.GROUPS);
            }
        }
    }

    private void addAttack(String language, Family family, String text, int group) {
        add(language, family, text);
        groups.put(text, group);
    }

    private void addNews(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] pair = line.split("\t", 2);
            addNews("en", pair[0]);
            addNews("de", pair[1]);
        }
    }

    private void addNews(String language, String text) {
        if (text.length() >= FEWEST_LETTERS && text.length() <= MOST_LETTERS) {
            add(language, Family.FOREIGN_NEWS, text);
        }
    }

    private void add(String language, Family family, String text) {
        texts.computeIfAbsent(key(language, family), any -> new ArrayList<>()).add(text);
    }

    private static String key(String language, Family family) {
        return language + " " + family.title();
    }
}
