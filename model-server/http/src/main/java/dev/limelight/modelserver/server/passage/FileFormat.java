package dev.limelight.modelserver.server.passage;

import dev.limelight.modelserver.markup.HtmlPage;
import dev.limelight.modelserver.markup.MarkupException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that can be translated. */
public enum FileFormat {
    /** Text. */
    TXT("text/plain", "txt"),
    /** A page of HTML, or part of one. */
    HTML("text/html", "html htm"),
    /** SubRip subtitles. */
    SRT("application/x-subrip", "srt"),
    /** Web Video Text Tracks. */
    VTT("text/vtt", "vtt"),
    /** CommonMark, with GitHub's tables and strikethrough. */
    MARKDOWN("text/markdown", "md markdown");

    private final String mediaType;
    private final String endings;

    FileFormat(String mediaType, String endings) {
        this.mediaType = mediaType;
        this.endings = endings;
    }

    /** The format that the end of a file's name says; empty where it is not known. */
    public static Optional<FileFormat> of(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(each -> each.endings().contains(ending)).findFirst();
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

    /**
     * Takes a file apart.
     *
     * @throws MarkupException if it cannot be read as what it is
     */
    public Passage passage(String content) {
        return switch (this) {
            case TXT -> new PlainPassage(content);
            case HTML -> new HtmlPassage(HtmlPage.parse(content));
            case SRT, VTT -> SubtitlePassage.of(content);
            case MARKDOWN -> MarkdownPassage.of(content);
        };
    }

    private List<String> endings() {
        return List.of(endings.split(" "));
    }
}
