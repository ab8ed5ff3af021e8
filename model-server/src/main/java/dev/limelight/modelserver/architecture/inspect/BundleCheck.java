package dev.limelight.modelserver.architecture.inspect;

import java.util.List;

/** One thing that a bundle must have right. */
interface BundleCheck {

    /** What it looks at, for people. */
    String name();

    /**
     * Looks at it. What only follows from something that another check tells is left to that one.
     *
     * @param suffix of the graphs' names
     */
    Report check(BundleFolder bundle, String suffix);

    /**
     * What was found.
     *
     * @param summary what there is
     * @param problems what is wrong and what to do; empty when nothing is
     */
    record Report(String summary, List<String> problems) {

        public Report {
            problems = List.copyOf(problems);
        }
    }
}
