package dev.limelight.pipeline.cli.option;

import dev.limelight.pipeline.guard.Guard;
import dev.limelight.pipeline.guard.GuardPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Whether the guard looks at texts before models read them, and what it does. */
public final class GuardOptions {

    @Option(
            names = "--guard",
            paramLabel = "on|off",
            description = {
                "Whether the guard looks at texts first: hidden characters that it finds are not read.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String guard = "on";

    @Option(
            names = "--policy",
            paramLabel = "DETECTOR=RULE",
            description = {
                "off, or what is done with findings: flag, mask (the model does not get the sentence) or",
                "quarantine (no result), with :THRESHOLD if you like: --policy stuffing=mask:0.7.",
                "Detectors: unicode, stuffing, encoded."
            })
    private Map<String, String> rules = new LinkedHashMap<>();

    /** The policy; one that is off where the guard is. */
    public GuardPolicy policy() {
        GuardPolicy policy = Usage.checked(() -> GuardPolicy.OF_TEXT.with(rules()));
        if (Guard.needsVectors(policy)) {
            throw new UsageException(
                    "--policy %s: a detector of these asks a model, expected one of those that do"
                                    .formatted(rules())
                            + " not; 'limelight guard' has all");
        }
        return isOn() ? policy : GuardPolicy.OFF;
    }

    /** The same as keys of a job's configuration. */
    public Map<String, String> settings() {
        return Map.of("guard", isOn() ? "on" : "off", "guard.policy", rules());
    }

    private boolean isOn() {
        if (!guard.equals("on") && !guard.equals("off")) {
            throw new UsageException("--guard %s, expected on or off".formatted(guard));
        }
        return guard.equals("on");
    }

    private String rules() {
        return rules.entrySet().stream()
                .map(rule -> rule.getKey() + "=" + rule.getValue())
                .collect(Collectors.joining(", "));
    }
}
