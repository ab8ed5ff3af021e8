package dev.limelight.connectors.record;

/** The model that made a result, with its revision. */
public record ModelRef(String id, String revision) {}
