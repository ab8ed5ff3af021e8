package dev.limelight.modelserver.server.route;

import dev.limelight.modelserver.server.http.Upload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of one form, in memory: the limit of the body applies to them, too. Belongs to the
 * event loop of its connection.
 */
final class Uploads {

    private static final String KEY = "limelight.uploads";

    private final Map<String, HttpServerFileUpload> files = new HashMap<>();
    private final Map<String, Buffer> contents = new HashMap<>();

    /** Begins to collect. To be called once the body handler is set up, and before a byte comes. */
    static void collect(RoutingContext context) {
        var uploads = new Uploads();
        context.put(KEY, uploads);
        context.request().uploadHandler(uploads::add);
    }

    /** The first file of a name; null where none came, or none is taken here. */
    static @Nullable Upload named(RoutingContext context, String name) {
        Uploads uploads = context.get(KEY);
        return uploads == null ? null : uploads.named(name);
    }

    private void add(HttpServerFileUpload file) {
        if (files.putIfAbsent(file.name(), file) == null) {
            Buffer content = Buffer.buffer();
            contents.put(file.name(), content);
            file.handler(content::appendBuffer);
        }
    }

    private @Nullable Upload named(String name) {
        HttpServerFileUpload file = files.get(name);
        Buffer content = contents.get(name);
        return file == null || content == null
                ? null
                : new Upload(file.filename(), content.getBytes());
    }
}
