package dev.limelight.pipeline.chunk;

import dev.limelight.modelserver.api.TokenCounter;

class WordPieceChunkerTest extends ChunkerContract {

    @Override
    TokenCounter counter() {
        return FakeCounters.wordPieces();
    }
}
