package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenCounter;

class PerCharChunkerTest extends ChunkerContract {

    @Override
    TokenCounter counter() {
        return FakeCounters.perChar();
    }
}
