package dev.limelight.modelserver.hub;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A server that answers as the Hugging Face hub does, and a second one at another address that
 * plays its CDN: graphs are large files there, all else is small. It can be told to misbehave.
 */
public final class LocalHub implements AutoCloseable {

    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    public static final String REPO = "org/tiny";

    /** What was asked, in order. */
    record Asked(String host, String method, String path, String authorization, String range) {}

    public final Map<String, byte[]> files = new TreeMap<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** What the next requests for content or lists are answered with instead. */
    public final ConcurrentLinkedDeque<Integer> statuses = new ConcurrentLinkedDeque<>();

    /** After how many octets the next answers of the CDN break off. */
    final ConcurrentLinkedDeque<Integer> breaks = new ConcurrentLinkedDeque<>();

    /** How many of the next answers of the CDN have a wrong octet. */
    final ConcurrentLinkedDeque<Boolean> damages = new ConcurrentLinkedDeque<>();

    String token = "";
    String gate = "";
    String retryAfter = "";
    String oldName = "";
    boolean ignoresRange;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer hub = server();
    private final HttpServer cdn = server();

    /** Without files. */
    public LocalHub() {
        serve(hub, this::answer);
        serve(cdn, this::content);
    }

    /** With the files of a folder. */
    public static LocalHub of(Path folder) throws IOException {
        LocalHub hub = new LocalHub();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                hub.files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return hub;
    }

    public String address() {
        return "http://127.0.0.1:" + hub.getAddress().getPort();
    }

    String sha256(String file) {
        return hash("SHA-256", files.get(file));
    }

    List<Asked> asked(String method, String host) {
        return asked.stream()
                .filter(each -> each.method().equals(method) && each.host().equals(host))
                .toList();
    }

    @Override
    public void close() {
        hub.stop(0);
        cdn.stop(0);
        threads.shutdownNow();
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private HttpServer server() {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            HttpServer server = HttpServer.create(address, 0);
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(HttpServer server, Handler handler) {
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        note(server == hub ? "hub" : "cdn", exchange);
                        Integer status = statuses.poll();
                        if (status == null) {
                            handler.handle(exchange);
                        } else {
                            refuse(exchange, status, "");
                        }
                    }
                });
    }

    private void note(String host, HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        asked.add(
                new Asked(
                        host,
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        String.valueOf(headers.getFirst("Authorization")),
                        String.valueOf(headers.getFirst("Range"))));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String path = exchange.getRequestURI().getPath();
        if (!token.isEmpty() && !("Bearer " + token).equals(authorization)) {
            refuse(exchange, 401, gate.isEmpty() ? "RepoNotFound" : gate);
        } else if (!oldName.isEmpty() && path.contains(oldName)) {
            redirect(exchange, 307, path.replace(oldName, REPO));
        } else if (path.startsWith("/api/models/" + REPO + "/revision/")) {
            list(exchange, path.replaceFirst(".*/revision/", ""));
        } else if (path.startsWith("/" + REPO + "/resolve/" + COMMIT + "/")) {
            resolve(exchange, path.replaceFirst(".*/resolve/[^/]*/", ""));
        } else {
            refuse(exchange, 404, "RepoNotFound");
        }
    }

    private void list(HttpExchange exchange, String revision) throws IOException {
        if (!List.of("main", "v1", "refs/pr/1", COMMIT).contains(revision)) {
            refuse(exchange, 404, "RevisionNotFound");
            return;
        }
        JsonArray siblings = new JsonArray();
        for (String file : files.keySet()) {
            JsonObject sibling = new JsonObject();
            sibling.addProperty("rfilename", file);
            siblings.add(sibling);
        }
        JsonObject info = new JsonObject();
        info.addProperty("sha", COMMIT);
        info.add("siblings", siblings);
        send(exchange, 200, info.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void resolve(HttpExchange exchange, String file) throws IOException {
        byte[] content = files.get(file);
        exchange.getResponseHeaders().set("X-Repo-Commit", COMMIT);
        if (content == null) {
            refuse(exchange, 404, "EntryNotFound");
        } else if (file.contains(".onnx")) {
            exchange.getResponseHeaders().set("ETag", "\"of-the-pointer\"");
            exchange.getResponseHeaders().set("X-Linked-Etag", '"' + sha256(file) + '"');
            exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(content.length));
            String at = "http://127.0.0.1:" + cdn.getAddress().getPort() + "/" + file;
            redirect(exchange, 302, at + "?Signature=secret");
        } else {
            exchange.getResponseHeaders().set("ETag", '"' + gitHash(content) + '"');
            send(exchange, 200, content);
        }
    }

    private void content(HttpExchange exchange) throws IOException {
        byte[] content = files.get(exchange.getRequestURI().getPath().substring(1)).clone();
        if (damages.poll() != null) {
            content[content.length - 1] ^= 1;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null || ignoresRange) {
            send(exchange, 200, content);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders()
                .set(
                        "Content-Range",
                        "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        boolean isContent = exchange.getHttpContext().getServer() == cdn;
        Integer end = isContent ? breaks.poll() : null;
        exchange.sendResponseHeaders(status, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, end == null ? body.length : Math.min(end, body.length));
        out.flush();
    }

    private static void redirect(HttpExchange exchange, int status, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", URI.create(to).toString());
        exchange.sendResponseHeaders(status, -1);
    }

    private void refuse(HttpExchange exchange, int status, String code) throws IOException {
        if (!code.isEmpty()) {
            exchange.getResponseHeaders().set("X-Error-Code", code);
        }
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, -1);
    }

    static String gitHash(byte[] content) {
        byte[] header = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(header, header.length + content.length);
        System.arraycopy(content, 0, both, header.length, content.length);
        return hash("SHA-1", both);
    }

    private static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
