package dev.limelight.pipeline.text.markup.file;

import dev.limelight.pipeline.text.markup.Markup;
import dev.limelight.pipeline.text.markup.MarkupException;
import dev.limelight.pipeline.text.markup.html.HtmlPage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The formats of texts, by file ending and media type, with their parsers. */
public enum SourceFormat {
    /** Text. */
    TXT(
            "text/plain",
            "txt",
            "text is blank, expected at least one character that is not white space",
            source -> new ParsedFile(source, List.of(new PlainRun(source)))),
    /** A page of HTML, or part of one. */
    HTML(
            "text/html",
            "html htm",
            "the page has no text, expected some outside of its tags, scripts and comments",
            HtmlPage::parse),
    /** SubRip subtitles. */
    SRT("application/x-subrip", "srt", "no cue has words, expected some", SubtitleFile::parse),
    /** Web Video Text Tracks. */
    VTT("text/vtt", "vtt", "no cue has words, expected some", SubtitleFile::parse),
    /** CommonMark, with GitHub's tables and strikethrough. */
    MARKDOWN(
            "text/markdown",
            "md markdown",
            "the Markdown has no text, expected some outside of its code, links and front matter",
            MarkdownFile::parse);

    private final String mediaType;
    private final String endings;
    private final String blank;

    @SuppressWarnings("ImmutableEnumChecker") // a method without state
    private final Function<String, Markup> parser;

    SourceFormat(String mediaType, String endings, String blank, Function<String, Markup> parser) {
        this.mediaType = mediaType;
        this.endings = endings;
        this.blank = blank;
        this.parser = parser;
    }

    /** The format that the end of a file's name says; empty where it is not known. */
    public static Optional<SourceFormat> of(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.endings().contains(ending)).findFirst();
    }

    /** The format that a media type names, in small letters and without parameters. */
    public static Optional<SourceFormat> ofMediaType(String type) {
        return Arrays.stream(values()).filter(each -> each.mediaType.equals(type)).findFirst();
    }

    /** All ends of names that are known, {@code .txt} first. */
    public static List<String> allEndings() {
        return Arrays.stream(values())
                .flatMap(each -> each.endings().stream())
                .map(ending -> "." + ending)
                .toList();
    }

    /** The usual end of a name, without its dot. */
    public String ending() {
        return endings().get(0);
    }

    /** What browsers call it. */
    public String mediaType() {
        return mediaType;
    }

    /** What is wrong with a document that has nothing to read, and what was expected. */
    public String blank() {
        return blank;
    }

    /**
     * Takes a document apart.
     *
     * @throws MarkupException if it cannot be read as what it is
     */
    public Markup parse(String source) {
        return parser.apply(source);
    }

    /** The ends of names, the usual one first, without dots. */
    public List<String> endings() {
        return List.of(endings.split(" "));
    }
}
