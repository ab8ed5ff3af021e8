package dev.limelight.pipeline.guard;

import dev.limelight.connectors.record.GuardAction;
import dev.limelight.pipeline.guard.detect.Suspicion;

/**
 * A suspicion that is above the threshold of its detector.
 *
 * @param suspicion where, how much and why
 * @param detector the name of the detector
 * @param threshold from which score on it is a finding
 * @param action what the policy wants done
 */
public record Finding(Suspicion suspicion, String detector, double threshold, GuardAction action) {}
