package dev.limelight.pipeline.config;

/** A configuration that cannot be used. The message names the key, its value, and what to write. */
public final class ConfigException extends RuntimeException {

    public ConfigException(String message) {
        super(message);
    }

    static ConfigException badValue(String key, String value, String expected) {
        return new ConfigException("%s = %s, expected %s".formatted(key, value, expected));
    }
}
