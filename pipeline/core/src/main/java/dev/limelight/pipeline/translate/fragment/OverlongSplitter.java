package dev.limelight.pipeline.translate.fragment;

import dev.limelight.modelserver.api.TokenCounter;
import dev.limelight.pipeline.chunk.Chunk;
import dev.limelight.pipeline.chunk.Chunker;
import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.document.Text;
import dev.limelight.pipeline.text.layout.SentenceKind;
import dev.limelight.pipeline.translate.source.Fragment;
import dev.limelight.pipeline.translate.source.KeptSpans;
import dev.limelight.pipeline.translate.source.ModelText;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides fragments that have too many tokens: behind clauses, else words, as {@link Chunker} does.
 * Not thread-safe.
 */
public final class OverlongSplitter {

    private final TokenCounter counter;
    private final Document document;
    private final KeptSpans kept;

    /**
     * Divides the fragments of {@code document}.
     *
     * @param counter counts the tokens of the model that reads them
     * @param kept the spans that are copied
     */
    public OverlongSplitter(TokenCounter counter, Document document, KeptSpans kept) {
        this.counter = counter;
        this.kept = kept;
        this.document = document;
    }

    /**
     * A fragment as parts of at most {@code budget} tokens each, or of one character that alone has
     * more; the fragment itself where it fits. The parts tile it.
     */
    public List<Fragment> within(Fragment fragment, int budget) {
        if (fragment.copied()) {
            return List.of(fragment);
        }
        ModelText text = ModelText.of(kept, fragment.start(), fragment.end());
        if (text.text().isEmpty() || counter.count(text.text()) <= budget) {
            return List.of(fragment);
        }
        return cut(fragment, text, budget);
    }

    private List<Fragment> cut(Fragment fragment, ModelText text, int budget) {
        List<Fragment> parts = new ArrayList<>();
        int start = fragment.start();
        for (Chunk chunk : chunks(text.text(), budget)) {
            int cut = chunk.start() == 0 ? start : text.originOfCut(chunk.start());
            if (cut > start) {
                parts.add(new Fragment(start, cut, false));
                start = cut;
            }
        }
        parts.add(new Fragment(start, fragment.end(), false));
        return parts;
    }

    private List<Chunk> chunks(String sentence, int budget) {
        var whole = new Sentence(0, sentence.length(), 0, SentenceKind.PROSE);
        var text = new Text(sentence, List.of(whole), document.language());
        return new Chunker(counter, budget).chunk(text, document.original().source());
    }
}
