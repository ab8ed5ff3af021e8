package dev.limelight.pipeline.document;

import com.ibm.icu.text.BreakIterator;
import dev.limelight.pipeline.cancel.Interruption;
import dev.limelight.pipeline.language.LanguageProfile;
import dev.limelight.pipeline.text.layout.Block;
import dev.limelight.pipeline.text.layout.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into sentences. Linear in the text's length, deterministic, thread-safe.
 *
 * <p>The sentences are in order and not empty, and hold every character that is not white space.
 * None begins or ends inside a grapheme cluster; for that a sentence may take in the one white
 * space that a combining mark sits on.
 */
public final class SentenceSplitter {

    /*
     * Unicode's rules (UAX 29, in ICU) find nearly every end, in any script, and many that are
     * none: abbreviations, ordinals, line breaks. So the layout cuts the text into blocks first,
     * ICU proposes ends inside a block, and Boundaries takes the false ones back and adds those that
     * ICU never proposes: before small letters, numbers, and behind marks of notes. Measured on the
     * documents in test-data, see SentenceBoundaryTest.
     */
    private final LanguageProfile profile;

    // Never used itself, only copied: a break iterator is not thread-safe.
    private final BreakIterator sentences;
    private final BreakIterator graphemes;

    public SentenceSplitter(LanguageProfile profile) {
        this.profile = profile;
        this.sentences = BreakIterator.getSentenceInstance(profile.locale());
        this.graphemes = BreakIterator.getCharacterInstance(profile.locale());
    }

    /** All sentences of {@code text}; none when it is empty or white space only. */
    public List<Sentence> split(String text) {
        List<Sentence> result = new ArrayList<>();
        BlockSplitter splitter =
                new BlockSplitter(
                        text,
                        profile,
                        (BreakIterator) sentences.clone(),
                        (BreakIterator) graphemes.clone());
        for (Block block : Layout.of(text, profile)) {
            Interruption.check();
            splitter.split(block, result);
        }
        return result;
    }
}
