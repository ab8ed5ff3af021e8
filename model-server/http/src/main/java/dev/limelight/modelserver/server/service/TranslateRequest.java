package dev.limelight.modelserver.server.service;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A text to translate.
 *
 * @param id the document's id
 * @param text well-formed Unicode, not blank
 * @param source BCP 47; null to detect it
 * @param target BCP 47
 * @param timeout how long the answer is waited for; more than zero
 */
public record TranslateRequest(
        String id, String text, @Nullable String source, String target, Duration timeout) {}
