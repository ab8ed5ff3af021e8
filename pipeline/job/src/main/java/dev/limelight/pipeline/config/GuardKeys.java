package dev.limelight.pipeline.config;

import dev.limelight.pipeline.guard.Guard;
import dev.limelight.pipeline.guard.GuardPolicy;

/** The keys {@code guard} and {@code guard.policy}: what the guard looks for, and what it does. */
final class GuardKeys {

    private static final String SWITCH = "guard";
    private static final String POLICY = "guard.policy";

    private GuardKeys() {}

    static GuardPolicy read(Settings settings) {
        GuardPolicy policy = policy(settings.text(POLICY, ""));
        return settings.isOn(SWITCH, true) ? policy : GuardPolicy.OFF;
    }

    private static GuardPolicy policy(String rules) {
        GuardPolicy policy;
        try {
            policy = GuardPolicy.OF_TEXT.with(rules);
        } catch (IllegalArgumentException e) {
            throw new ConfigException("%s = %s: %s".formatted(POLICY, rules, e.getMessage()));
        }
        if (Guard.needsVectors(policy)) {
            throw new ConfigException(
                    ("%s = %s: a detector of these reads each sentence once more with a model, which"
                                    + " a job does not; expected those off that 'limelight guard'"
                                    + " needs --encoder for")
                            .formatted(POLICY, rules));
        }
        return policy;
    }
}
