package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenCounter;

class ThreeByteChunkerTest extends ChunkerContract {

    @Override
    TokenCounter counter() {
        return FakeCounters.perThreeBytes();
    }
}
