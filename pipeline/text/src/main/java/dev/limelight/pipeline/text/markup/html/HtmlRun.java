package dev.limelight.pipeline.text.markup.html;

import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.Role;
import dev.limelight.pipeline.text.markup.TranslatedRun;
import dev.limelight.pipeline.text.markup.WordPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring texts in a block that are read together. White space counts as a browser shows it: a
 * line break in the source is a space, and what is around the run stays outside. Immutable once
 * built.
 */
public final class HtmlRun implements MarkupRun {

    private final String source;
    private final Role role;
    private final boolean kept;
    private final StringBuilder raw = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable InlineTag> owners = new ArrayList<>();
    private final List<int[]> origins = new ArrayList<>();
    private final List<InlineTag> marks = new ArrayList<>();
    private final boolean startsInside;
    private final boolean endsInside;
    private int start = NodePositions.NOWHERE;
    private int end = NodePositions.NOWHERE;
    private boolean broken;

    HtmlRun(String source, List<Node> nodes, Role role, boolean kept) {
        this.source = source;
        this.role = role;
        boolean mixed = kept && nodes.stream().anyMatch(Tags::frees);
        nodes.forEach(node -> read(node, null, mixed));
        trim();
        this.kept =
                (kept && !mixed)
                        || owners.stream().allMatch(each -> each != null && each.isWhole());
        this.startsInside = !nodes.isEmpty() && !Tags.isText(nodes.get(0));
        this.endsInside = !nodes.isEmpty() && !Tags.isText(nodes.get(nodes.size() - 1));
        if (text.length() > 0 && !broken) {
            start = startsInside ? NodePositions.start(nodes.get(0)) : originStart(0);
            int last = NodePositions.end(nodes.get(nodes.size() - 1));
            end = endsInside ? Math.min(last, source.length()) : originEnd(text.length());
        }
    }

    @Override
    public String text() {
        return text.toString();
    }

    @Override
    public int start() {
        return start;
    }

    @Override
    public int end() {
        return end;
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public boolean isKept() {
        return kept;
    }

    @Override
    public int originStart(int unit) {
        return origins.get(unit)[0];
    }

    @Override
    public int originEnd(int unit) {
        return origins.get(unit - 1)[1];
    }

    @Override
    public boolean isWholeAt(int unit) {
        InlineTag left = unit == 0 ? null : owners.get(unit - 1);
        return left != null && left.isWhole() && unit < owners.size() && left == owners.get(unit);
    }

    @Override
    public TranslatedRun markUp(String translation, List<WordPair> words) {
        if (kept) {
            return itself();
        }
        var tagged = new TaggedText(text(), raw, owners, marks);
        var markUp = new TagRestorer(translation.length());
        markUp.space(startsInside ? raw.substring(0, WhiteSpace.leading(raw)) : "");
        new MarkupProjection(tagged, translation, words).to(markUp);
        markUp.space(endsInside ? raw.substring(raw.length() - WhiteSpace.trailing(raw)) : "");
        return markUp.marked();
    }

    /** Whether the places that the parser tells make sense: ascending, and inside the run. */
    boolean isSound() {
        int reached = start;
        for (int[] origin : origins) {
            if (origin[0] < reached && origin[0] != start) {
                return false;
            }
            reached = Math.max(reached, origin[0]);
            if (origin[1] > end) {
                return false;
            }
        }
        return !broken && start >= 0 && reached < end;
    }

    @Override
    public TranslatedRun itself() {
        int[] starts = origins.stream().mapToInt(each -> each[0] - start).toArray();
        int[] ends = origins.stream().mapToInt(each -> each[1] - start).toArray();
        return new TranslatedRun(source.substring(start, end), starts, ends);
    }

    private void read(Node node, @Nullable InlineTag parent, boolean around) {
        if (Tags.isText(node)) {
            readText((TextNode) node, parent, around);
            return;
        }
        boolean stays = node instanceof Element element ? Tags.isKept(element, around) : around;
        if (!(node instanceof Element element) || (stays && !Tags.frees(element))) {
            readWhole(node, parent);
            return;
        }
        boolean isVoid = element.tag().isEmpty();
        String closing = isVoid ? "" : "</" + element.tagName() + ">";
        var mark =
                new InlineTag(
                        parent, opening(element), closing, false, text.length(), raw.length());
        element.childNodes().forEach(child -> read(child, mark, stays));
        end(mark);
    }

    /** A text that stays is as an element that does, but for the white space around it. */
    private void readText(TextNode node, @Nullable InlineTag parent, boolean stays) {
        if (!stays || node.isBlank()) {
            append(node, parent, parent);
            return;
        }
        String all = verbatim(node);
        String words =
                all.substring(WhiteSpace.leading(all), all.length() - WhiteSpace.trailing(all));
        var mark = new InlineTag(parent, words, "", true, text.length(), raw.length());
        append(node, mark, parent);
        end(mark);
    }

    private void readWhole(Node node, @Nullable InlineTag parent) {
        var mark = new InlineTag(parent, verbatim(node), "", true, text.length(), raw.length());
        if (node instanceof Element element && !Tags.isSilent(element)) {
            readText(element, mark);
        }
        end(mark);
    }

    private void end(InlineTag mark) {
        mark.endAt(text.length(), raw.length());
        marks.add(mark);
    }

    /** All text in an element that stays whole, but what a browser hides. */
    private void readText(Element element, InlineTag mark) {
        for (Node child : element.childNodes()) {
            if (Tags.isText(child)) {
                append((TextNode) child, mark, mark);
            } else if (child instanceof Element inner && !Hidden.is(inner)) {
                readText(inner, mark);
            }
        }
    }

    /** The start tag as it stands; where the parser put in a copy, that. */
    private String opening(Element element) {
        if (NodePositions.hasTag(element)) {
            return source.substring(
                    element.sourceRange().startPos(), element.sourceRange().endPos());
        }
        String copy = element.shallowClone().outerHtml();
        return copy.substring(0, copy.length() - element.tagName().length() - "</>".length());
    }

    private String verbatim(Node node) {
        int from = NodePositions.start(node);
        int to = Math.min(NodePositions.end(node), source.length());
        String all = from < 0 || to < from ? "" : source.substring(from, to);
        if (!(node instanceof Element element)) {
            return all;
        }
        boolean open = !element.tag().isEmpty() && !NodePositions.isClosed(element);
        return (NodePositions.hasTag(element) ? "" : opening(element))
                + all
                + (open ? "</" + element.tagName() + ">" : "");
    }

    private void append(TextNode node, @Nullable InlineTag owner, @Nullable InlineTag ofEdges) {
        String string = node.getWholeText();
        SourceOffsets places =
                SourceOffsets.of(
                        source, node.sourceRange().startPos(), node.sourceRange().endPos(), string);
        broken |= places == null;
        raw.append(string);
        int first = WhiteSpace.leading(string);
        int last = string.length() - WhiteSpace.trailing(string);
        for (int i = 0; places != null && i < string.length(); i++) {
            InlineTag own = i < first || i >= last ? ofEdges : owner;
            append(string.charAt(i), places.start(i), places.end(i), own);
        }
    }

    private void append(char unit, int from, int to, @Nullable InlineTag owner) {
        boolean space = WhiteSpace.isSpace(unit);
        boolean after = text.isEmpty() || text.charAt(text.length() - 1) == ' ';
        if (!space || !after) {
            text.append(space ? ' ' : unit);
            owners.add(owner);
            origins.add(new int[] {from, to});
        } else if (!text.isEmpty() && origins.get(text.length() - 1)[1] == from) {
            origins.get(text.length() - 1)[1] = to;
        }
    }

    private void trim() {
        int last = text.length() - 1;
        if (last >= 0 && text.charAt(last) == ' ') {
            text.setLength(last);
            owners.remove(last);
            origins.remove(last);
        }
    }

    @Override
    public String toString() {
        return "%s [%d:%d) %s".formatted(role, start, end, Objects.toString(text));
    }
}
