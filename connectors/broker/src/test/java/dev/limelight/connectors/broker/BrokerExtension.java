package dev.limelight.connectors.broker;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A broker for all tests of a class, which keep apart by topic prefixes. It starts before what the
 * class does {@code @BeforeAll} and stops behind what it does {@code @AfterAll}.
 */
public final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

    private @Nullable LocalBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = LocalBroker.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (broker != null) {
            broker.close();
        }
    }

    /** Where clients connect: {@code host:port}. */
    public String bootstrapServers() {
        return requireNonNull(broker, "the broker runs between beforeAll and afterAll only")
                .bootstrapServers();
    }
}
