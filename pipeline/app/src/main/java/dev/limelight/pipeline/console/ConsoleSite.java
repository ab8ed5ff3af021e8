package dev.limelight.pipeline.console;

import dev.limelight.connectors.codec.BadDocumentException;
import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.modelserver.server.WebServer;
import dev.limelight.modelserver.server.http.Call;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.modelserver.server.route.Routes;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The routes of the console: the page and its files, the stream of events, and the records of one
 * document. The page loads nothing from another host, and its content security policy lets nothing
 * run that is not in these files. Thread-safe.
 */
public final class ConsoleSite implements WebServer.Site {

    private static final String FILES = "/dev/limelight/pipeline/console/";
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private static final List<String> OWN =
            List.of(
                    "console.css",
                    "app.js",
                    "feed.js",
                    "lists.js",
                    "document.js",
                    "review.js",
                    "text.js",
                    "icon.svg");

    /** Lit's files, as its packages on Maven Central have them; the import map names them. */
    private static final Map<String, String> LIT =
            Map.of(
                    "lit-html.js", "/META-INF/resources/_static/lit-html/3.3.3/lit-html.js",
                    "lit-element.js",
                            "/META-INF/resources/_static/lit-element/4.2.2/lit-element.js",
                    "reactive-element.js",
                            "/META-INF/resources/_static/reactive-element/2.1.2/reactive-element.js",
                    "css-tag.js", "/META-INF/resources/_static/reactive-element/2.1.2/css-tag.js");

    private final ConsoleFeed feed;
    private final CalledHost host;
    private final Asset page = Asset.of(FILES + "index.html");
    private final String policy = policy(page.plain().toString(StandardCharsets.UTF_8));

    /**
     * Creates the routes.
     *
     * @param feed where records come from; its owner closes it after the server
     * @param options of the server that shows them
     */
    public ConsoleSite(ConsoleFeed feed, ServerOptions options) {
        this.feed = feed;
        this.host = CalledHost.of(options);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get("/", true, this::page);
        OWN.forEach(file -> routes.get("/console/" + file, true, Asset.of(FILES + file)));
        LIT.forEach((name, file) -> routes.get("/console/lit/" + name, true, Asset.of(file)));
        routes.stream("/console/events", new EventStream(feed, host));
        routes.post("/console/document", this::document);
        routes.post("/console/decide", this::decide);
    }

    /** The paths of all files of the page, without a slash before. */
    static List<String> files() {
        return Stream.of(
                        Stream.of(""),
                        OWN.stream().map(file -> "console/" + file),
                        LIT.keySet().stream().map(file -> "console/lit/" + file))
                .flatMap(Function.identity())
                .toList();
    }

    private void page(RoutingContext context) {
        context.response()
                .putHeader("Content-Security-Policy", policy)
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin");
        page.handle(context);
    }

    private String document(Call call) {
        host.check(URI.create(call.origin()).getAuthority());
        return feed.document(call.fields().text("id"));
    }

    private String decide(Call call) {
        host.check(URI.create(call.origin()).getAuthority());
        try {
            return feed.decide(call.fields().object("decision").getBytes(StandardCharsets.UTF_8));
        } catch (BadDocumentException e) {
            throw HttpError.invalid("decision: " + e.getMessage());
        }
    }

    /** The import map is the only script inside the page, so its hash stands in the policy. */
    private static String policy(String html) {
        Matcher map = IMPORT_MAP.matcher(html);
        if (!map.find()) {
            throw new IllegalStateException("index.html has no import map");
        }
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self' 'sha256-" + sha256(map.group(1)) + "'",
                "style-src 'self'",
                "connect-src 'self'",
                "img-src 'self'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types lit-html");
    }

    private static String sha256(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without SHA-256", e);
        }
    }
}
