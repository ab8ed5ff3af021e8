package dev.limelight.pipeline.text.markup.file;

import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupRun;
import dev.limelight.pipeline.text.markup.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads subtitles, SubRip or WebVTT. The text of cues is translated. Numbers, times, settings,
 * notes, styles and tags stay byte for byte, and a cue keeps its lines. Linear.
 */
final class SubtitleFile {

    private static final Pattern LINE = Pattern.compile("[^\\r\\n]*(?:\\r\\n|\\r|\\n|$)");
    private static final Pattern TIMES =
            Pattern.compile("[ \\t]*\\d[\\d:.,]*[ \\t]*-->[ \\t]*\\d[\\d:.,]*(?:[ \\t].*)?");
    private static final Pattern NUMBER = Pattern.compile("[ \\t]*\\d{1,9}[ \\t]*");

    /** What someone says who is not who spoke in the line before. */
    private static final Pattern SPEAKER = Pattern.compile("[-\u2010-\u2015][ \\t\u00a0]*");

    /** A line's end; what is silent; what stands for a character; a tag; words. */
    private static final Pattern INLINE =
            Pattern.compile(
                    "((?:\\r\\n|\\r|\\n)[ \\t]*)|(\\{\\\\[^{}]{0,200}\\}|<\\d[^<>]{0,40}>)"
                            + "|(&#?\\w{1,31};)|(</?[a-zA-Z][^<>]{0,200}>)"
                            + "|[^\\r\\n<{&]+|[<{&]");

    private final String source;
    private final List<MarkupRun> runs = new ArrayList<>();

    private SubtitleFile(String source) {
        this.source = source;
    }

    /** Takes a file apart. */
    static Markup parse(String source) {
        var subtitles = new SubtitleFile(source);
        subtitles.read(LINE.matcher(source).results().map(Line::of).toList());
        return new ParsedFile(source, subtitles.runs);
    }

    /** A line without its end. */
    private record Line(int start, int end, String text) {

        static Line of(MatchResult match) {
            String text = match.group().replaceFirst("[\\r\\n]+$", "");
            return new Line(match.start(), match.start() + text.length(), text);
        }

        boolean isTimes() {
            return text.contains("-->") && TIMES.matcher(text).matches();
        }

        boolean isSpeaker() {
            return SPEAKER.matcher(text.stripLeading()).lookingAt();
        }
    }

    private void read(List<Line> lines) {
        int at = 0;
        while (at < lines.size()) {
            boolean isCue = lines.get(at++).isTimes();
            if (isCue) {
                int end = cueEnd(lines, at);
                cue(lines.subList(at, end));
                at = end;
            }
        }
    }

    /** A cue ends at a blank line, or where the next one begins without one. */
    private static int cueEnd(List<Line> lines, int from) {
        int end = from;
        while (end < lines.size() && !lines.get(end).text().isBlank()) {
            if (lines.get(end).isTimes()) {
                boolean isNumbered =
                        end > from && NUMBER.matcher(lines.get(end - 1).text()).matches();
                return isNumbered ? end - 1 : end;
            }
            end++;
        }
        return end;
    }

    private void cue(List<Line> lines) {
        int from = 0;
        for (int to = 1; to <= lines.size(); to++) {
            if (to == lines.size() || lines.get(to).isSpeaker()) {
                said(lines.get(from).start(), lines.get(to - 1).end());
                from = to;
            }
        }
    }

    private void said(int lineStart, int lineEnd) {
        String lines = source.substring(lineStart, lineEnd);
        int start = lineStart + lines.length() - lines.stripLeading().length();
        int end = lineStart + lines.stripTrailing().length();
        if (start >= end) {
            return;
        }
        var speaker = SPEAKER.matcher(source).region(start, end);
        apart(speaker.lookingAt() ? speaker.end() : start, end);
    }

    /** What is silent and stands between words divides them, so that it stays where it is. */
    private void apart(int start, int end) {
        List<MatchResult> tokens = tokens(source.substring(start, end));
        TagPairs pairs = TagPairs.of(tokens.stream().map(MatchResult::group).toList());
        int from = start;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Integer closing = pairs.closing(i);
            if (closing != null) {
                depth += closing == i ? -1 : 1;
            } else if (depth == 0 && isSilent(tokens.get(i))) {
                part(from, start + tokens.get(i).start());
                from = start + tokens.get(i).end();
            }
        }
        part(from, end);
    }

    private void part(int from, int to) {
        String raw = source.substring(from, to);
        int start = from + raw.length() - raw.stripLeading().length();
        String words = raw.strip();
        if (!words.isEmpty()) {
            runs.addAll(InlineRun.of(inline(words, start), Role.TEXT));
        }
    }

    private static List<MatchResult> tokens(String said) {
        return INLINE.matcher(said).results().toList();
    }

    private static boolean isSilent(MatchResult token) {
        return token.group(2) != null || token.group(4) != null;
    }

    private InlineText inline(String said, int start) {
        List<MatchResult> tokens = tokens(said);
        TagPairs pairs = TagPairs.of(tokens.stream().map(MatchResult::group).toList());
        var text = new InlineText(source, start);
        for (int i = 0; i < tokens.size(); i++) {
            Integer closing = pairs.closing(i);
            if (closing == null) {
                add(text, tokens.get(i));
            } else if (closing == i) {
                text.close(tokens.get(i).group());
            } else {
                text.open(tokens.get(i).group());
            }
        }
        return text;
    }

    private static void add(InlineText text, MatchResult token) {
        if (token.group(1) != null) {
            text.lineBreak(token.group());
        } else if (isSilent(token)) {
            text.silent(token.group());
        } else if (token.group(3) != null) {
            text.character(token.group());
        } else {
            text.words(token.group());
        }
    }
}
