package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.Endpoint;
import dev.limelight.modelserver.server.http.Fields;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.JsonText;
import dev.limelight.modelserver.server.http.Upload;
import dev.limelight.modelserver.server.passage.Passage;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /translate_file}: translates a file, and answers with the address of the translation.
 */
final class TranslateFileEndpoint implements Endpoint {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int LONGEST_TITLE = 100;

    private final PassageTranslator passages;
    private final Characters characters;
    private final TranslatedFiles results;

    TranslateFileEndpoint(
            PassageTranslator passages, Characters characters, TranslatedFiles results) {
        this.passages = passages;
        this.characters = characters;
        this.results = results;
    }

    @Override
    public String answer(Call call) {
        Upload file = call.file();
        if (file == null) {
            throw Fields.missing("file", "a file in a multipart form");
        }
        String source = call.fields().text("source");
        String target = call.fields().text("target");
        SourceFormat format = format(file.name());
        String text = characters.checked(JsonText.utf8(file.bytes(), "the file"));
        String translation = translated(call, format, text, source, target);
        var result =
                new TranslatedFiles.File(
                        title(file.name(), target),
                        format,
                        translation.getBytes(StandardCharsets.UTF_8));
        String url = call.origin() + "/download_file/" + results.put(result);
        return JsonText.write(Map.of("translatedFileUrl", url));
    }

    /** A mark at the beginning stays there: to a parser it would be the first letter. */
    private String translated(
            Call call, SourceFormat format, String text, String source, String target) {
        String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        String content = text.substring(mark.length());
        Passage passage = PassageTranslator.passage(format, content);
        return mark
                + passages.translate(call, List.of(content), List.of(passage), source, target, 0)
                        .texts()
                        .get(0);
    }

    private static SourceFormat format(String name) {
        return SourceFormat.of(name)
                .orElseThrow(
                        () ->
                                HttpError.invalid(
                                                "the file's name does not end in one of %s, expected one that does"
                                                        .formatted(SourceFormat.allEndings()))
                                        .asLibreTranslate(
                                                "Invalid request: file format not supported"));
    }

    /** {@code notes.md} becomes {@code notes_de.md}; what could confuse a header is replaced. */
    private static String title(String name, String target) {
        int dot = name.lastIndexOf('.');
        String stem = name.substring(0, dot).replaceAll("[^\\p{L}\\p{N} ._-]", "_");
        String end = "_%s%s".formatted(target, name.substring(dot).replaceAll("[^.\\w]", ""));
        int most = Math.min(stem.length(), LONGEST_TITLE);
        return stem.substring(stem.length() - most) + end;
    }
}
