package dev.limelight.modelserver.server.endpoint;

import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.http.Problem;
import dev.limelight.modelserver.server.http.Replies;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code GET /download_file/NAME}: returns a translated file. */
public final class DownloadPage implements Handler<RoutingContext> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}\\.[a-z]{1,8}");

    private final TranslatedFiles files;

    public DownloadPage(TranslatedFiles files) {
        this.files = files;
    }

    @Override
    public void handle(RoutingContext context) {
        String name = context.pathParam("name");
        if (!NAME.matcher(name).matches()) {
            throw HttpError.invalid("invalid filename, expected one that /translate_file gave")
                    .asLibreTranslate("Invalid filename");
        }
        Optional<TranslatedFiles.File> file = files.get(name);
        if (file.isEmpty()) {
            throw new HttpError(
                    Problem.NOT_FOUND,
                    "no file %s, expected one that /translate_file gave in the last %d minutes"
                            .formatted(name, files.kept().toMinutes()));
        }
        send(context, file.get());
    }

    /** A page that someone uploaded must not run as one of ours. */
    private static void send(RoutingContext context, TranslatedFiles.File file) {
        String title = URLEncoder.encode(file.title(), StandardCharsets.UTF_8).replace("+", "%20");
        context.response()
                .putHeader("Content-Disposition", "attachment; filename*=UTF-8''" + title)
                .putHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        String type = file.format().mediaType() + "; charset=utf-8";
        Replies.send(context, 200, type, Buffer.buffer(file.content()));
    }
}
