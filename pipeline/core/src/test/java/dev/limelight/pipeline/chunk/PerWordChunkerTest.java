package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenCounter;

class PerWordChunkerTest extends ChunkerContract {

    @Override
    TokenCounter counter() {
        return FakeCounters.perWord();
    }
}
