package dev.limelight.pipeline.guard.surface;

import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.detect.Inspected;
import dev.limelight.pipeline.guard.detect.Suspicion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The detector {@code encoded}: long runs of base64, hexadecimal digits or percent codes, in which
 * a text can hide. Checksums are innocent, by their usual lengths, and so are addresses on the web.
 * The score grows with the length: a run of {@value #HALF} characters has 0.5.
 */
public final class EncodedDetector implements Detector {

    /** Its name in alerts and policies. */
    public static final String NAME = "encoded";

    private static final int HALF = 40;
    private static final int FEWEST = 24;
    private static final Set<Integer> CHECKSUMS = Set.of(32, 40, 56, 64, 96, 128);

    /** Possessive, so that no text makes the search go back. */
    private static final Pattern RUN = Pattern.compile("\\S++");

    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9A-Fa-f]{2}){8,}+");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{24,}+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{24,}+={0,2}");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "long runs of base64, hexadecimal digits or percent codes";
    }

    @Override
    public Cost cost() {
        return Cost.TEXT;
    }

    @Override
    public String baseline() {
        return "the longest run without white space";
    }

    @Override
    public List<Suspicion> inspect(Inspected document) {
        List<Suspicion> suspicions = new ArrayList<>();
        Matcher run = RUN.matcher(document.text());
        while (run.find()) {
            boolean isAddress = run.group().contains("://");
            if (run.end() - run.start() >= FEWEST && !isAddress) {
                look(run.group(), run.start(), suspicions);
            }
        }
        return suspicions;
    }

    private static void look(String run, int start, List<Suspicion> into) {
        Matcher percent = PERCENT.matcher(run);
        Matcher hex = HEX.matcher(run);
        Matcher base64 = BASE64.matcher(run);
        if (percent.find()) {
            add("percent codes", percent, start, into);
        } else if (hex.find() && isDigits(hex.group())) {
            if (!CHECKSUMS.contains(hex.group().length())) {
                add("hexadecimal digits", hex, start, into);
            }
        } else if (base64.find() && isMixed(base64.group())) {
            add("base64", base64, start, into);
        }
    }

    /** A word of the letters a to f has no digit, a number no letter. */
    private static boolean isDigits(String run) {
        return run.chars().anyMatch(Character::isDigit)
                && run.chars().anyMatch(Character::isLetter);
    }

    /**
     * Whether small letters, capitals and digits stand side by side as in random text: identifiers
     * and paths change between them rarely.
     */
    private static boolean isMixed(String run) {
        int changes = 0;
        for (int i = 1; i < run.length(); i++) {
            changes += group(run.charAt(i)) != group(run.charAt(i - 1)) ? 1 : 0;
        }
        boolean hasDigit = run.chars().anyMatch(Character::isDigit);
        return hasDigit && changes * 3 >= run.length();
    }

    private static int group(char unit) {
        return Character.isDigit(unit) ? 0 : Character.isUpperCase(unit) ? 1 : 2;
    }

    private static void add(String what, Matcher found, int start, List<Suspicion> into) {
        int length = found.end() - found.start();
        double score = length / (length + (double) HALF);
        into.add(
                new Suspicion(
                        start + found.start(),
                        start + found.end(),
                        score,
                        "%d characters of %s".formatted(length, what)));
    }
}
