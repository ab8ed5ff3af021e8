package dev.limelight.modelserver.hub.firefox;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** A server with the layout of Mozilla's registry. It can be told to misbehave. */
public final class LocalRegistry implements AutoCloseable {

    /** The document as the next request gets it. */
    final JsonObject document = new JsonObject();

    final Map<String, byte[]> files = new TreeMap<>();

    /** Paths with their ranges, in the order of the requests. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** After how many octets the next files break off. */
    final ConcurrentLinkedDeque<Integer> breaks = new ConcurrentLinkedDeque<>();

    private final HttpServer server;

    /** Without models. */
    public LocalRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        document.addProperty("generated", "2026-01-01T00:00:00Z");
        document.addProperty("baseUrl", base());
        document.add("models", new JsonObject());
    }

    /** Where the document is. */
    public URI address() {
        return URI.create(base() + "/db/models.json");
    }

    /**
     * Adds a model out of a folder with {@code model.bin}, {@code vocab.spm} and perhaps {@code
     * lex.bin}.
     *
     * @return its object in the document
     */
    public JsonObject add(String pair, String architecture, String status, Path folder)
            throws IOException {
        String path = "models/" + pair + "/" + architecture + "/";
        JsonObject parts = new JsonObject();
        JsonObject model = file(path + "model.bin.gz", folder.resolve("model.bin"));
        byte[] weights = Files.readAllBytes(folder.resolve("model.bin"));
        model.addProperty("uncompressedSize", weights.length);
        model.addProperty("uncompressedHash", sha256(weights));
        parts.add("model", model);
        parts.add("vocab", file(path + "vocab.spm.gz", folder.resolve("vocab.spm")));
        if (Files.exists(folder.resolve("lex.bin"))) {
            parts.add("lexicalShortlist", file(path + "lex.bin.gz", folder.resolve("lex.bin")));
        }
        JsonObject entry = new JsonObject();
        entry.addProperty("architecture", architecture);
        entry.addProperty("releaseStatus", status);
        entry.addProperty("sourceLanguage", pair.substring(0, pair.indexOf('-')));
        entry.addProperty("targetLanguage", pair.substring(pair.indexOf('-') + 1));
        entry.add("files", parts);
        JsonObject models = document.getAsJsonObject("models");
        if (!models.has(pair)) {
            models.add(pair, new JsonArray());
        }
        models.getAsJsonArray(pair).add(entry);
        return entry;
    }

    static byte[] packed(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private JsonObject file(String path, Path content) throws IOException {
        files.put("/" + path, packed(Files.readAllBytes(content)));
        JsonObject file = new JsonObject();
        file.addProperty("path", path);
        return file;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            asked.add(range == null ? path : path + " " + range);
            byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
            byte[] content = path.equals("/db/models.json") ? json : files.get(path);
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(
                    exchange,
                    content,
                    range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", "")));
        }
    }

    private void send(HttpExchange exchange, byte[] content, int from) throws IOException {
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        boolean isFile = !exchange.getRequestURI().getPath().equals("/db/models.json");
        Integer end = isFile ? breaks.poll() : null;
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        OutputStream out = exchange.getResponseBody();
        out.write(rest, 0, end == null ? rest.length : Math.min(end, rest.length));
        out.flush();
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
