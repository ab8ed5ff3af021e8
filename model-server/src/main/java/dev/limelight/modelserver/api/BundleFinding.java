package dev.limelight.modelserver.api;

/**
 * What one check of a model's folder found.
 *
 * @param check what was looked at
 * @param isOk whether nothing is wrong with it
 * @param message what there is, or what is wrong and what to do
 */
public record BundleFinding(String check, boolean isOk, String message) {}
