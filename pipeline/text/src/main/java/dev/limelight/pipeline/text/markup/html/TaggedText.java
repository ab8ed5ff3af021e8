package dev.limelight.pipeline.text.markup.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text and the marks in it.
 *
 * @param text as a browser shows it
 * @param raw the text with the white space of its source
 * @param owners the innermost mark around each unit of the text; null for none
 * @param marks all marks; inner ones before those around them
 */
record TaggedText(
        String text, CharSequence raw, List<@Nullable InlineTag> owners, List<InlineTag> marks) {

    /** Whether there is white space in the source right before a mark. */
    boolean isSpaceBefore(InlineTag mark) {
        return mark.rawStart() > 0 && WhiteSpace.isSpace(raw.charAt(mark.rawStart() - 1));
    }

    /** Whether there is white space in the source right behind a mark. */
    boolean isSpaceBehind(InlineTag mark) {
        return mark.rawEnd() < raw.length() && WhiteSpace.isSpace(raw.charAt(mark.rawEnd()));
    }

    /** The innermost mark around a unit of the text; null for none. */
    @Nullable InlineTag owner(int unit) {
        return owners.get(unit);
    }
}
