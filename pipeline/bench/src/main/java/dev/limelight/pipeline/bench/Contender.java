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

    /** Scores all sentences alike, which leaves the choice to the prior. */
    private static final SalienceMethod NONE =
            new SalienceMethod(
                    "none",
                    "nothing",
                    SalienceMethods.named(LEAD).taps(),
                    false,
                    false,
                    signals -> new double[signals.size()]);

    /** All that the bench compares: methods alone, the default with priors, priors alone. */
    static List<Contender> all() {
        var all = new ArrayList<Contender>();
        for (SalienceMethod method : SalienceMethods.all()) {
            all.add(new Contender(method.name(), method, Prior.NONE));
        }
        SalienceMethod best = SalienceMethods.named(SalienceMethods.DEFAULT);
        all.add(new Contender(best.name() + " + position", best, Prior.POSITION));
        all.add(
                new Contender(
                        best.name() + " + position and cues (the default)",
                        best,
                        Prior.POSITION_AND_CUES));
        all.add(new Contender("position alone", NONE, Prior.POSITION));
        all.add(new Contender("position and cues alone", NONE, Prior.POSITION_AND_CUES));
        return all;
    }
}
