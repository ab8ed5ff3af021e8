package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.encode.EncodeRequest;
import dev.limelight.modelserver.api.encode.EncoderClient;
import dev.limelight.modelserver.api.encode.EncoderOptions;
import dev.limelight.modelserver.batching.Batcher;
import dev.limelight.modelserver.fixture.FakeEncoder;
import dev.limelight.modelserver.model.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EngineRegistryTest {

    private static final EncoderOptions OPTIONS = EncoderOptions.defaults().withTaps(List.of());

    private final List<FakeEncoder> loaded = new CopyOnWriteArrayList<>();
    private final EngineRegistry<EncoderOptions, Engine<Encoder, Batcher>> registry =
            new EngineRegistry<>(options -> Engine.of(load(), options));

    private Encoder load() {
        FakeEncoder encoder = FakeEncoder.free();
        loaded.add(encoder);
        return encoder;
    }

    @Test
    void when_lastHandleCloses_then_engineClosesOnceAndNextOpenLoadsAnew() {
        EncoderClient first = new EncoderHandle(registry, OPTIONS);
        EncoderClient second = new EncoderHandle(registry, OPTIONS);
        assertThat(loaded).hasSize(1);
        first.close();
        first.close();
        assertThat(loaded.get(0).closings).hasValue(0);
        second.close();
        assertThat(loaded.get(0).closings).hasValue(1);
        new EncoderHandle(registry, OPTIONS).close();
        assertThat(loaded).hasSize(2);
        assertThat(registry.size()).isZero();
    }

    @Test
    void when_optionsDiffer_then_theyGetAnEngineOfTheirOwn() {
        try (EncoderClient a = new EncoderHandle(registry, OPTIONS);
                EncoderClient b = new EncoderHandle(registry, OPTIONS.withWorkers(2))) {
            assertThat(a.info()).isEqualTo(b.info());
            assertThat(registry.size()).isEqualTo(2);
        }
    }

    @Test
    void when_loadingFails_then_nothingStaysBehind() {
        EngineRegistry<EncoderOptions, Engine<Encoder, Batcher>> failing =
                new EngineRegistry<>(
                        options -> {
                            throw new ModelException(Category.MODEL_ERROR, "no");
                        });
        assertThatThrownBy(() -> new EncoderHandle(failing, OPTIONS))
                .isInstanceOf(ModelException.class);
        assertThat(failing.size()).isZero();
    }

    @Test
    void when_anEngineLoads_then_handlesOnOthersOpenAndClose() throws Exception {
        EncoderOptions slow = OPTIONS.withModel("slow");
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch mayLoad = new CountDownLatch(1);
        EngineRegistry<EncoderOptions, Engine<Encoder, Batcher>> engines =
                new EngineRegistry<>(
                        options -> {
                            if (options.equals(slow)) {
                                loading.countDown();
                                awaitQuietly(mayLoad);
                            }
                            return Engine.of(load(), options);
                        });
        CompletableFuture<EncoderClient> slowly =
                CompletableFuture.supplyAsync(() -> new EncoderHandle(engines, slow));
        loading.await();

        new EncoderHandle(engines, OPTIONS).close();
        assertThat(loaded).singleElement().satisfies(e -> assertThat(e.closings).hasValue(1));
        assertThat(slowly).isNotDone();
        mayLoad.countDown();
        slowly.join().close();
        assertThat(engines.size()).isZero();
    }

    @Test
    void when_openedAndClosedConcurrently_then_noEngineIsUsedAfterItsClose() throws Exception {
        ExecutorService users = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int user = 0; user < 8; user++) {
            done.add(users.submit(this::openUseClose));
        }
        for (Future<?> user : done) {
            user.get();
        }
        users.shutdown();
        assertThat(registry.size()).isZero();
        assertThat(loaded).allSatisfy(e -> assertThat(e.closings).hasValue(1));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void openUseClose() {
        for (int i = 0; i < 50; i++) {
            try (EncoderClient client = new EncoderHandle(registry, OPTIONS)) {
                assertThat(client.encode(new EncodeRequest("abc", List.of())).join().hidden())
                        .containsExactly(3f);
            }
        }
    }

    @Test
    void when_closedOnAnEngineThread_then_refusedInsteadOfHanging() {
        EncoderClient client = new EncoderHandle(registry, OPTIONS);
        /* An answer that is there already is taken on this thread; then once more. */
        while (!client.encode(new EncodeRequest("abc", List.of()))
                .thenApply(encoded -> isRefusedOnAnEngineThread(client))
                .join()) {
            Thread.onSpinWait();
        }
        client.close();
    }

    private static boolean isRefusedOnAnEngineThread(EncoderClient client) {
        if (!Thread.currentThread().getName().startsWith("encoder-fake")) {
            return false;
        }
        assertThatThrownBy(client::close).isInstanceOf(IllegalStateException.class);
        return true;
    }

    @Test
    void when_closed_then_engineThreadsAreGone() {
        new EncoderHandle(registry, OPTIONS).close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(t -> t.getName().startsWith("encoder-fake"));
    }
}
