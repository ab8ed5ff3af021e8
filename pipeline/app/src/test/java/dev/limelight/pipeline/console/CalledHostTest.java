package dev.limelight.pipeline.console;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.limit.Limits;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalledHostTest {

    private final CalledHost local = CalledHost.of(ServerOptions.local());

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:5050", "localhost:1", "[::1]:5050", "localhost"})
    void when_aRequestNamesThisMachine_then_itIsAnswered(String authority) {
        assertThatCode(() -> local.check(authority)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:5050", "127.0.0.1.evil.example", "", "null"})
    void when_aRequestNamesAnotherHost_then_itIsRefused(String authority) {
        assertThatThrownBy(() -> local.check(authority))
                .isInstanceOf(HttpError.class)
                .hasMessageContaining("expected one of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limelight.example", "127.0.0.1:5050"})
    void when_keysAreAskedForOrOthersAdmitted_then_anyHostIsAnswered(String authority) {
        var open = new ServerOptions("0.0.0.0", 0, List.of(), List.of(), Limits.DEFAULTS);
        CalledHost keyed = CalledHost.of(ServerOptions.local().withApiKeys(List.of("k")));
        assertThatCode(() -> CalledHost.of(open).check(authority)).doesNotThrowAnyException();
        assertThatCode(() -> keyed.check(authority)).doesNotThrowAnyException();
    }
}
