package dev.limelight.pipeline.bench;

import dev.limelight.pipeline.salience.SalienceMethod;
import dev.limelight.pipeline.salience.SalienceMethods;
import dev.limelight.pipeline.summarize.Prior;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to choose sentences: a salience method and the prior that is added to it.
 *
 * @param name as the table says it
 * @param method the method
 * @param prior the prior
 */
record Contender(String name, SalienceMethod method, Prior prior) {

    /** The name of the row that all others are compared with. */
    static final String LEAD = "lead";

    /** All that the bench compares: methods alone, the default with priors, priors alone. */
    static List<Contender> all(SalienceMethods methods) {
        SalienceMethod none = none(methods);
        var all = new ArrayList<Contender>();
        for (SalienceMethod method : methods.all()) {
            all.add(new Contender(method.name(), method, Prior.NONE));
        }
        SalienceMethod best = methods.named(SalienceMethods.DEFAULT);
        all.add(new Contender(best.name() + " + position", best, Prior.POSITION));
        all.add(
                new Contender(
                        best.name() + " + position and cues (the default)",
                        best,
                        Prior.POSITION_AND_CUES));
        all.add(new Contender("position alone", none, Prior.POSITION));
        all.add(new Contender("position and cues alone", none, Prior.POSITION_AND_CUES));
        return all;
    }

    /** Scores all sentences alike, which leaves the choice to the prior. */
    private static SalienceMethod none(SalienceMethods methods) {
        return new SalienceMethod(
                "none",
                "nothing",
                methods.named(LEAD).taps(),
                false,
                false,
                features -> new double[features.size()]);
    }
}
