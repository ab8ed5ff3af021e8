package dev.limelight.pipeline.language;

import com.ibm.icu.util.ULocale;
import dev.limelight.pipeline.language.LanguageProfile.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads a language's file: {@code [section]} lines, then entries with a comma between them; {@code
 * #} begins a comment line. An unknown section fails with {@link IllegalArgumentException}.
 */
final class ProfileReader {

    private ProfileReader() {}

    static LanguageProfile read(String code) {
        return new LanguageProfile(code, ULocale.forLanguageTag(code), parse(resource(code)));
    }

    private static String resource(String code) {
        String name = code + ".txt";
        try (InputStream in = ProfileReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("language file " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("language file " + name, e);
        }
    }

    static Map<Section, Set<String>> parse(String file) {
        Map<Section, Set<String>> lists = new EnumMap<>(Section.class);
        Section section = Section.TITLE;
        for (String line : file.lines().map(String::strip).toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                section = section(line.substring(1, line.length() - 1));
            } else if (!line.startsWith("#")) {
                add(lists.computeIfAbsent(section, any -> new HashSet<>()), line);
            }
        }
        lists.replaceAll((any, entries) -> Set.copyOf(entries));
        return lists;
    }

    private static Section section(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Section.values())
                .filter(section -> section.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> unknown(name));
    }

    private static IllegalArgumentException unknown(String name) {
        String sections = Arrays.toString(Section.values());
        return new IllegalArgumentException(
                "section [%s], expected one of %s".formatted(name, sections));
    }

    private static void add(Set<String> entries, String line) {
        for (String entry : line.split(",", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry.strip().toLowerCase(Locale.ROOT));
            }
        }
    }
}
