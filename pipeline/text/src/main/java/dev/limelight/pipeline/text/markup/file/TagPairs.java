package dev.limelight.pipeline.text.markup.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the opening and closing tags that belong together in the parts of a text. A tag that is not
 * closed in order belongs to none.
 */
final class TagPairs {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>");

    private final Map<Integer, Integer> closings = new HashMap<>();

    private TagPairs() {}

    /** Finds the pairs among pieces, of which some are a tag and nothing else. */
    static TagPairs of(List<String> pieces) {
        var pairs = new TagPairs();
        Deque<Integer> open = new ArrayDeque<>();
        Deque<String> names = new ArrayDeque<>();
        for (int i = 0; i < pieces.size(); i++) {
            Matcher tag = TAG.matcher(pieces.get(i));
            if (!tag.matches()) {
                continue;
            }
            if (tag.group(1).isEmpty()) {
                open.push(i);
                names.push(tag.group(2));
            } else if (tag.group(2).equals(names.peek())) {
                names.pop();
                pairs.closings.put(open.pop(), i);
                pairs.closings.put(i, i);
            }
        }
        return pairs;
    }

    /** Where the tag at an index is closed; the index itself for a closing one; null for none. */
    @Nullable Integer closing(int index) {
        return closings.get(index);
    }
}
