/**
 * The formats that documents come in, beside HTML: Markdown, subtitles, plain text. A file gives
 * runs of text, as a page of HTML does, and a translated run gets back what stood between its
 * words: emphasis, links, code, line breaks. By commonmark-java, and by HTML in which numbered
 * elements stand for the marks.
 */
@NullMarked
package dev.limelight.pipeline.text.markup.file;

import org.jspecify.annotations.NullMarked;
