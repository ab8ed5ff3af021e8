package dev.limelight.modelserver.server.service;

import java.util.List;

/**
 * A source language with the languages that it can be translated into.
 *
 * @param code BCP 47
 * @param name in English
 * @param targets codes of the languages that it can be translated to
 */
public record SourceLanguage(String code, String name, List<String> targets) {

    public SourceLanguage {
        targets = List.copyOf(targets);
    }
}
