package dev.limelight.pipeline.job.review;

import dev.limelight.pipeline.review.Held;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side output of what a person must look at. */
public final class HeldOutputs {

    /** Where a stage puts an output that must not go out yet. */
    public static final OutputTag<Held> TAG =
            new OutputTag<>("held", TypeInformation.of(Held.class));

    private HeldOutputs() {}
}
