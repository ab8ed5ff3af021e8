package dev.limelight.connectors.record;

/** Which weights made a result. */
public record ModelRef(String id, String revision) {}
