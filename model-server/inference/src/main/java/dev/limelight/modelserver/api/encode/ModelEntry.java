package dev.limelight.modelserver.api.encode;

import java.util.List;

/**
 * A model that can be opened, as {@code models list} shows it.
 *
 * @param alias what {@link EncoderOptions#model} calls it
 * @param id the model's name on the hub
 * @param revision first 12 hexadecimal digits of the SHA-256 of the model file
 * @param bytes size of the model file
 * @param licence SPDX name of the weights' licence
 * @param languages ISO 639-1 codes of the languages that it was trained for
 * @param origin where the files come from
 */
public record ModelEntry(
        String alias,
        String id,
        String revision,
        long bytes,
        String licence,
        List<String> languages,
        String origin) {

    public ModelEntry {
        languages = List.copyOf(languages);
    }
}
