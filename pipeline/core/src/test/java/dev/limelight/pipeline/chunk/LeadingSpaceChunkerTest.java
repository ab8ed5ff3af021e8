package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenCounter;

class LeadingSpaceChunkerTest extends ChunkerContract {

    @Override
    TokenCounter counter() {
        return FakeCounters.leadingSpace();
    }
}
