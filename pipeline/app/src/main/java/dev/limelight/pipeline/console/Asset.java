package dev.limelight.pipeline.console;

import dev.limelight.modelserver.server.http.Replies;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page, compressed once. Thread-safe.
 *
 * @param type the media type
 * @param plain the bytes
 * @param compressed the bytes in gzip
 */
record Asset(String type, Buffer plain, Buffer compressed) implements Handler<RoutingContext> {

    /**
     * Reads a file of the class path.
     *
     * @throws IllegalStateException if it is missing
     */
    static Asset of(String resource) {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing on the class path");
            }
            byte[] bytes = in.readAllBytes();
            return new Asset(type(resource), Buffer.buffer(bytes), gzip(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean gzip = accepted != null && accepted.contains("gzip");
        if (gzip) {
            context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        context.response().putHeader(HttpHeaders.VARY, "Accept-Encoding");
        Replies.send(context, 200, type, gzip ? compressed : plain);
    }

    private static String type(String resource) {
        return switch (resource.substring(resource.lastIndexOf('.'))) {
            case ".js" -> "text/javascript; charset=utf-8";
            case ".css" -> "text/css; charset=utf-8";
            case ".svg" -> "image/svg+xml";
            default -> "text/html; charset=utf-8";
        };
    }

    private static Buffer gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
