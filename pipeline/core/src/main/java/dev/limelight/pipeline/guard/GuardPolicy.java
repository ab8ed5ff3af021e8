package dev.limelight.pipeline.guard;

import dev.limelight.connectors.record.GuardAction;
import dev.limelight.pipeline.guard.detect.Detector;
import dev.limelight.pipeline.guard.instruction.InstructionLikeDetector;
import dev.limelight.pipeline.guard.surface.EncodedDetector;
import dev.limelight.pipeline.guard.surface.StuffingDetector;
import dev.limelight.pipeline.guard.topic.OffTopicDetector;
import dev.limelight.pipeline.guard.unicode.UnicodeDetector;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which detectors look, from which score on they find something, and what is done with it.
 * Immutable.
 *
 * @param rules by the name of the detector
 */
public record GuardPolicy(Map<String, GuardRule> rules) implements Serializable {

    /** All detectors flag, at thresholds that few documents without a payload reach. */
    public static final GuardPolicy DEFAULT =
            new GuardPolicy(
                    Map.of(
                            UnicodeDetector.NAME, new GuardRule(GuardAction.FLAG, 1),
                            StuffingDetector.NAME, new GuardRule(GuardAction.FLAG, 0.6),
                            EncodedDetector.NAME, new GuardRule(GuardAction.FLAG, 0.4),
                            OffTopicDetector.NAME, new GuardRule(GuardAction.FLAG, 0.95),
                            InstructionLikeDetector.NAME, new GuardRule(GuardAction.FLAG, 0.95)));

    /** No detector looks. */
    public static final GuardPolicy OFF = DEFAULT.only(detector -> false);

    /** The default for those who ask no model: the detectors that need the text alone. */
    public static final GuardPolicy OF_TEXT =
            DEFAULT.only(detector -> detector.cost() == Detector.Cost.TEXT);

    /** How a person writes several rules, for messages. */
    public static final String EXPECTED =
            "rules such as unicode=quarantine, stuffing=mask:0.7, encoded=off";

    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*|\\s+");

    public GuardPolicy {
        rules = Map.copyOf(rules);
    }

    /** The rule of a detector. */
    public GuardRule rule(String detector) {
        return Objects.requireNonNull(rules.get(detector), () -> "no rule for " + detector);
    }

    /**
     * The same but for one detector.
     *
     * @param detector its name
     * @param words {@code off}, an action ({@code flag}, {@code mask}, {@code quarantine}), or an
     *     action with a threshold: {@code flag:0.7}
     * @throws IllegalArgumentException naming what is wrong and what was expected
     */
    public GuardPolicy with(String detector, String words) {
        GuardRule before = rules.get(detector);
        if (before == null) {
            throw new IllegalArgumentException(
                    "detector '%s', expected one of %s".formatted(detector, Detectors.names()));
        }
        Map<String, GuardRule> changed = new LinkedHashMap<>(rules);
        changed.put(detector, parse(words, before));
        return new GuardPolicy(changed);
    }

    /**
     * The same but for some detectors.
     *
     * @param rules as {@link #EXPECTED}; a text without any changes nothing
     * @throws IllegalArgumentException naming what is wrong and what was expected
     */
    public GuardPolicy with(String rules) {
        GuardPolicy changed = this;
        for (String rule : BETWEEN.split(rules.strip(), -1)) {
            String[] parts = rule.split("=", 2);
            if (parts.length == 2) {
                changed = changed.with(parts[0].strip(), parts[1].strip());
            } else if (!rule.isEmpty()) {
                throw new IllegalArgumentException(
                        "rule '%s', expected %s".formatted(rule, EXPECTED));
            }
        }
        return changed;
    }

    /**
     * The same but for rules that ask for more.
     *
     * @param rules by the name of the detector
     * @throws IllegalArgumentException if a rule is wrong, or asks for less than this policy
     */
    public GuardPolicy stricter(Map<String, String> rules) {
        GuardPolicy changed = this;
        for (Map.Entry<String, String> each : rules.entrySet()) {
            changed = changed.with(each.getKey(), each.getValue());
            if (!changed.rule(each.getKey()).isAtLeast(rule(each.getKey()))) {
                throw new IllegalArgumentException(
                        "%s=%s, expected no less than %s, the policy of whoever runs this"
                                .formatted(each.getKey(), each.getValue(), rule(each.getKey())));
            }
        }
        return changed;
    }

    /** Whether any detector looks. */
    public boolean isOn() {
        return rules.values().stream().anyMatch(GuardRule::isOn);
    }

    private GuardPolicy only(Predicate<Detector> kept) {
        Map<String, GuardRule> changed = new LinkedHashMap<>(rules);
        Detectors.all().stream()
                .filter(kept.negate())
                .map(Detector::name)
                .forEach(name -> changed.put(name, parse(GuardRule.OFF, rule(name))));
        return new GuardPolicy(changed);
    }

    private static GuardRule parse(String words, GuardRule before) {
        if (words.equals(GuardRule.OFF)) {
            return new GuardRule(null, before.threshold());
        }
        String[] parts = words.split(":", 2);
        double threshold = parts.length == 1 ? before.threshold() : number(parts[1]);
        return new GuardRule(GuardAction.of(parts[0]), threshold);
    }

    private static double number(String words) {
        try {
            return Double.parseDouble(words);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "threshold '%s', expected a number from 0 to 1".formatted(words), e);
        }
    }

    /** All rules, as alerts have them: {@code unicode=flag:1.00 stuffing=off}. */
    @Override
    public String toString() {
        return Detectors.all().stream()
                .map(detector -> detector.name() + "=" + rule(detector.name()))
                .collect(Collectors.joining(" "));
    }
}
