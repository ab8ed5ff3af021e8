package dev.limelight.modelserver.server;

import static dev.limelight.modelserver.server.fixture.TestServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.modelserver.server.fixture.FakeSeq2Seq;
import dev.limelight.modelserver.server.fixture.Fakes;
import dev.limelight.modelserver.server.fixture.TestServer;
import dev.limelight.modelserver.server.limit.Limits;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More than it can do, clients that go, and its end. */
@Timeout(300)
@Tag("slow")
class LoadTest {

    private static final String HELLO = "{\"text\":\"hello\"}";

    private final FakeSeq2Seq model = FakeSeq2Seq.holding();

    private TestServer start(Limits limits) {
        return TestServer.start(ServerOptions.local().withLimits(limits), Fakes.work(model));
    }

    private static Limits small() {
        return Limits.DEFAULTS.withConcurrency(1, 1, 100);
    }

    private void answerNext() throws InterruptedException {
        model.held.take().complete(FakeSeq2Seq.answer("hello"));
    }

    private CompletableFuture<HttpResponse<String>> ask(TestServer server) {
        return server.sending(server.posting("/v1/generate", HELLO));
    }

    /** Waits until the metrics say so. */
    private static void await(TestServer server, String line) throws InterruptedException {
        while (!server.get("/metrics").body().contains(line)) {
            Thread.sleep(10);
        }
    }

    @Test
    void when_workersAndQueueAreFull_then_moreAreRefusedAndHealthAnswers() throws Exception {
        try (var server = start(small())) {
            var first = ask(server);
            await(server, "limelight_workers_busy 1.0");
            var second = ask(server);
            await(server, "limelight_queue_length 1.0");

            HttpResponse<String> third = ask(server).join();
            HttpResponse<String> libre =
                    server.post("/translate", "{\"q\":\"a\",\"source\":\"en\",\"target\":\"de\"}");

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(error(third)).startsWith("1 requests run and 1 wait");
            assertThat(libre.statusCode()).isEqualTo(429);
            assertThat(libre.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            answerNext();
            answerNext();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(second.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void when_manyComeAtOnce_then_allAreAnswered() throws Exception {
        FakeSeq2Seq prompt = FakeSeq2Seq.prompt();
        Limits limits = Limits.DEFAULTS.withConcurrency(4, 500, 1000);
        try (var server =
                TestServer.start(ServerOptions.local().withLimits(limits), Fakes.work(prompt))) {
            var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < 300; i++) {
                answers.add(
                        server.sending(
                                server.posting("/v1/generate", "{\"text\":\"t%d\"}".formatted(i))));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(answers.get(i).join().body())
                        .startsWith("{\"text\":\"T%d\"".formatted(i));
            }
            assertThat(prompt.requests).hasSize(300);
        }
    }

    @Test
    void when_timeIsUp_then_engineIsToldAndWorkerIsFree() throws Exception {
        Limits limits =
                small().withTimeouts(
                                Duration.ofMillis(300),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(5));
        try (var server = start(limits)) {
            HttpResponse<String> response = ask(server).join();

            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(error(response)).isEqualTo("no answer in 0.300 s");
            assertThat(model.held.take().isCancelled()).isTrue();
            await(server, "limelight_workers_busy 0.0");
        }
    }

    @Test
    void when_clientGoes_then_engineIsTold() throws Exception {
        try (var server = start(small())) {
            try (Socket socket = server.raw(rawRequest())) {
                assertThat(socket.isConnected()).isTrue();
                var answer = model.held.take();
                assertThat(answer.isDone()).isFalse();
                socket.close();
                assertThat(answer.handle((value, error) -> error).join())
                        .isInstanceOf(java.util.concurrent.CancellationException.class);
            }
            await(server, "path=\"/v1/generate\",status=\"499\"} 1.0");
        }
    }

    @Test
    void when_clientGoesWhileItsRequestWaits_then_itNeverReachesTheEngine() throws Exception {
        try (var server = start(small())) {
            var first = ask(server);
            await(server, "limelight_workers_busy 1.0");
            Socket socket = server.raw(rawRequest());
            await(server, "limelight_queue_length 1.0");
            socket.close();
            await(server, "limelight_queue_length 0.0");
            answerNext();
            assertThat(first.join().statusCode()).isEqualTo(200);
            await(server, "limelight_workers_busy 0.0");
            assertThat(model.requests).hasSize(1);
        }
    }

    @Test
    void when_tooManyConnectionsAreOpen_then_moreAreClosedAtOnce() throws IOException {
        Limits limits = Limits.DEFAULTS.withConcurrency(1, 1, 3);
        try (var server = start(limits)) {
            var open = new ArrayList<Socket>();
            for (int i = 0; i < 3; i++) {
                Socket socket = server.raw("GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(socket.getInputStream().read()).isEqualTo('H');
                open.add(socket);
            }
            try (Socket fourth = server.raw("")) {
                assertThat(fourth.getInputStream().read()).isEqualTo(-1);
            }
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void when_closing_then_whatRunsEndsAndMoreIsRefused() throws Exception {
        var server = start(small());
        var running = ask(server);
        var answer = model.held.take();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        while (server.get("/health").statusCode() != 503) {
            Thread.sleep(10);
        }

        HttpResponse<String> late = ask(server).join();

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(error(late)).isEqualTo("the server is stopping");
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(closing).isNotDone();
        answer.complete(FakeSeq2Seq.answer("hello"));
        assertThat(running.join().statusCode()).isEqualTo(200);
        closing.join();
    }

    @Test
    void when_closingTakesTooLong_then_whatRunsIsCancelled() throws Exception {
        Limits limits =
                small().withTimeouts(
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(30),
                                Duration.ofMillis(200));
        var server = start(limits);
        var running = ask(server);
        var answer = model.held.take();

        server.close();
        server.close();

        assertThat(answer.handle((value, error) -> error).join())
                .isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(running.handle((value, error) -> error).join()).isInstanceOf(Exception.class);
        assertThat(threadsLeft()).isEmpty();
    }

    @Test
    void when_thePortIsTaken_then_itIsSaid() {
        try (var server = start(small())) {
            var taken =
                    new ServerOptions(
                            "127.0.0.1", server.server.port(), List.of(), List.of(), small());

            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> ModelServer.start(taken, Fakes.work(model), null))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1 port " + taken.port())
                    .hasMessageContaining("expected a free port");
        }
    }

    private static List<String> threadsLeft() throws InterruptedException {
        List<String> left = List.of("unknown");
        for (int i = 0; i < 500 && !left.isEmpty(); i++) {
            left =
                    Thread.getAllStackTraces().keySet().stream()
                            .map(Thread::getName)
                            .filter(name -> name.startsWith("serve-") || name.startsWith("vert.x"))
                            .toList();
            Thread.sleep(left.isEmpty() ? 0 : 10);
        }
        return left;
    }

    private static String rawRequest() {
        return "POST /v1/generate HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(HELLO.length(), HELLO);
    }
}
