package dev.limelight.modelserver.architecture.inspect.check;

import dev.limelight.modelserver.architecture.folder.ModelFiles;
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
    Report check(ModelFiles bundle, String suffix);

    /**
     * What was found.
     *
     * @param summary what there is
     * @param errors what keeps the model from being run as it was meant, and what to do
     * @param warnings what else is wrong, likewise
     */
    record Report(String summary, List<String> errors, List<String> warnings) {

        public Report {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }

        /** Without warnings. */
        Report(String summary, List<String> errors) {
            this(summary, errors, List.of());
        }
    }
}
