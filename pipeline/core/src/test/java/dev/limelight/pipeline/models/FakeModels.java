package dev.limelight.pipeline.models;

import dev.limelight.modelserver.api.EngineStatistics;
import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqInfo;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Models without files that say what became of them. */
final class FakeModels implements SwappableModels {

    static final String CONFIGURED = "configured";

    /** All that were loaded, in their order. */
    final transient List<Model> loaded = new CopyOnWriteArrayList<>();

    /** Folders that cannot be loaded; {@link #CONFIGURED} for the configured models. */
    final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** Folders whose models do something else. */
    final Set<String> unfit = ConcurrentHashMap.newKeySet();

    /** Folders whose loading begins, and may go on when the test says so. */
    final transient CountDownLatch slowBegan = new CountDownLatch(1);

    final transient CountDownLatch slowMayEnd = new CountDownLatch(1);

    @Override
    public Set<String> aliases() {
        return Set.of("en-de", "en-fr");
    }

    @Override
    public Seq2SeqClient load(String alias, ModelSource source) {
        String folder = source == null ? CONFIGURED : source.folder();
        if (folder.equals("slow")) {
            slowBegan.countDown();
            await(slowMayEnd);
        }
        if (broken.contains(folder)) {
            throw new IllegalArgumentException(folder + " lacks something");
        }
        var model = new Model(alias, folder);
        loaded.add(model);
        return model;
    }

    @Override
    public void check(String alias, ModelSource source, Seq2SeqClient model) {
        if (unfit.contains(((Model) model).folder)) {
            throw new IllegalArgumentException("the model writes [fr], expected de");
        }
    }

    /** The models of a folder that are open. */
    List<Model> open(String folder) {
        return loaded.stream().filter(m -> m.folder.equals(folder) && m.closings() == 0).toList();
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A model that can only be closed. */
    static final class Model implements Seq2SeqClient {

        final String alias;
        final String folder;
        private final AtomicInteger closings = new AtomicInteger();

        Model(String alias, String folder) {
            this.alias = alias;
            this.folder = folder;
        }

        int closings() {
            return closings.get();
        }

        @Override
        public Seq2SeqInfo info() {
            return new Seq2SeqInfo(
                    "id of " + folder,
                    "sum of " + folder,
                    "marian",
                    48,
                    -1,
                    1,
                    1,
                    List.of(),
                    List.of(),
                    null,
                    null);
        }

        @Override
        public TokenCounter tokens() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<GenerateResult> score(GenerateRequest request, String target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<GenerateResult> generate(GenerateRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public EngineStatistics statistics() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closings.incrementAndGet();
        }
    }
}
