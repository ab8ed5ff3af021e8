package dev.limelight.pipeline.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.connectors.codec.DocumentDecoder;
import dev.limelight.connectors.kafka.DocumentProducer;
import dev.limelight.connectors.kafka.KafkaSettings;
import dev.limelight.connectors.kafka.admin.Topics;
import dev.limelight.connectors.record.DocumentRecord;
import dev.limelight.modelserver.server.ServerOptions;
import dev.limelight.pipeline.local.LocalStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The console in a real browser over a real job. With {@code -Dlimelight.docs=write} it writes the
 * pictures of docs/console.md.
 */
@Tag("slow")
class ConsoleBrowserIT {

    private static final Path DOCUMENTS = Path.of("../../test-data/documents");
    private static final String NEWS = "seaside-heat-network-vote";
    private static final int WIDE = 1280;
    private static final int NARROW = 320;

    /** The pictures of docs/console.md. */
    private static final List<String> PICTURES =
            List.of(
                    "console-document-light.png",
                    "console-live-dark.png",
                    "console-review-light.png");

    private static final List<String> HOSTILE =
            List.of(
                    "<script>window.pwned = 1</script>",
                    "<img src=x onerror='window.pwned=1'>",
                    "<style>* { display: none !important }</style>",
                    "</div></article><h1>taken over</h1>",
                    "<svg onload=window.pwned=1>",
                    "<a href='javascript:window.pwned=1'>x</a>",
                    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
                    "${window.pwned=1} {{constructor.constructor('window.pwned=1')()}}",
                    "\u202eright to left\u202c \u2066isolate",
                    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
                    "\u0000\u0007\u001b[31m control",
                    "a\u0301".repeat(300),
                    "x".repeat(20_000));

    private static Browser browser;
    private static LocalStack stack;
    private static Console console;

    @BeforeAll
    static void start() throws Exception {
        Optional<Browser> found = Browser.open();
        if (found.isEmpty()) {
            String why =
                    "ConsoleBrowserIT is left out: no chromium with chromedriver on PATH (Debian:"
                            + " apt-get install chromium chromium-driver)";
            System.err.println(why);
            Assumptions.abort(why);
        }
        browser = found.get();
        stack =
                LocalStack.start(
                        Map.of(
                                "document.default-tasks", "summarize,translate",
                                "translate.models",
                                        "en-de=../../models/limelight-en-de,de-en=../../models/limelight-de-en",
                                "translate.targets", "de",
                                "review.routes", "de-en=all",
                                "checkpoint.interval", "1 s"));
        console = console(stack.config().kafka());
        try (var producer = new DocumentProducer(stack.config().kafka())) {
            producer.sendText(NEWS, Files.readAllBytes(DOCUMENTS.resolve("en/" + NEWS + ".txt")));
            producer.send(
                    "broken".getBytes(StandardCharsets.UTF_8),
                    "{".getBytes(StandardCharsets.UTF_8),
                    Map.of());
            producer.flush();
        }
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void look() {
        browser.look(WIDE, 900, "light");
        browser.complaints();
    }

    @Test
    void when_aDocumentIsProduced_then_itAppearsAndShowsWhereTheAttentionFell() throws Exception {
        browser.go(console.address());
        browser.await("article", "→ de");
        browser.await("article", "✕ malformed");
        browser.await("article h2 a", NEWS).click();
        browser.await(".text .l9", "The institute will repeat the survey");
        assertThat(browser.await(".legend", "28.4 %").getText())
                .contains("The stronger the colour");
        assertThat(browser.all(".text .chosen")).hasSize(3);
        assertThat(browser.all(".stands li")).hasSize(3);

        WebElement sentence = browser.await("p.segment", "Brackwell");
        sentence.sendKeys(Keys.ARROW_RIGHT);
        browser.await(any -> (Boolean) browser.run("return CSS.highlights.has('aligned')"));
        browser.await(
                any ->
                        browser.run(
                                "return document.querySelector('.visually-hidden[role=status]').textContent.includes(' ← Brackwell')"));
        sentence.sendKeys(Keys.ESCAPE);
        assertThat(browser.run("return CSS.highlights.has('aligned')")).isEqualTo(false);

        browser.all("input[name=level]").get(0).click();
        browser.await(".text .l9", "");
        assertThat((String) browser.run("return location.hash")).contains("level=words");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void when_thePageIsAudited_then_nothingKeepsAnybodyOut() throws Exception {
        for (String scheme : List.of("light", "dark")) {
            for (int width : new int[] {WIDE, NARROW}) {
                browser.look(width, 900, scheme);
                audit("live", "article", "→ de", scheme, width);
                audit("document/" + NEWS, ".text .l9", "", scheme, width);
                audit("trouble", "td", "malformed", scheme, width);
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** By keyboard alone: claimed on sight, undone once, edited, and out on the topic. */
    @Test
    void when_anOutputIsHeld_then_aPersonEditsItAndItComesOut() throws Exception {
        try (var producer = new DocumentProducer(stack.config().kafka())) {
            producer.send(
                    new DocumentRecord(
                            "held",
                            "Die Brücke wird am Montag geschlossen. Ingenieure haben im März"
                                    + " Risse in zwei Pfeilern gefunden. Die Stadt zahlt zwölf"
                                    + " Millionen Euro.",
                            null,
                            "de",
                            List.of("translate"),
                            List.of("en"),
                            Map.of()));
            producer.flush();
        }
        browser.go(console.address() + "#/review");
        if (!browser.all("input[name=name]").isEmpty()) {
            browser.all("input[name=name]").get(0).sendKeys("Ada", Keys.ENTER);
        }
        browser.await(".pairs", "Die Brücke wird am Montag geschlossen.");
        assertThat(browser.violations()).as("review").isEmpty();
        WebElement page = browser.all("body").get(0);
        page.sendKeys("a");
        browser.await(".undo", "approve of held");
        page.sendKeys("u");
        browser.await(".pairs", "Die Brücke");
        page.sendKeys("e");
        WebElement text =
                browser.await(any -> browser.all("textarea").stream().findFirst().orElse(null));
        picture("console-review-light.png");
        text.clear();
        text.sendKeys("The bridge closes on Monday.", Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser.await(".undo", "edit of held");
        browser.await(".empty", "Nothing is held");
        browser.go(console.address() + "#/document/held");
        browser.await(".prose", "The bridge closes on Monday.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void when_documentsAreHostile_then_theyAreTextAndNothingElse() throws Exception {
        KafkaSettings kafka = stack.config().kafka().withTopicPrefix("hostile.");
        Topics.ensure(kafka);
        try (var producer = new DocumentProducer(kafka);
                Console hostile = console(kafka)) {
            for (int i = 0; i < 1_000; i++) {
                String text = HOSTILE.get(i % HOSTILE.size());
                producer.sendText(
                        i + " " + text.substring(0, Math.min(80, text.length())),
                        text.getBytes(StandardCharsets.UTF_8));
            }
            producer.flush();
            browser.go(hostile.address());
            browser.await(".count", "1000 documents");
            for (int i = 0; i < HOSTILE.size(); i++) {
                browser.run("location.hash = '#/live'");
                browser.await(".count", "1000 documents");
                browser.run(
                        "location.hash = document.querySelectorAll('article h2 a')[arguments[0]].hash",
                        i);
                browser.await(".source .text", "");
            }
            assertThat(browser.run("return window.pwned")).isNull();
            assertThat(
                            browser.run(
                                    "return document.querySelectorAll('script, iframe, style').length"))
                    .isEqualTo(2L);
            assertThat(browser.run("return document.querySelectorAll('h1').length")).isEqualTo(1L);
            assertThat(browser.all("header").get(0).isDisplayed()).isTrue();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void audit(String view, String selector, String text, String scheme, int width)
            throws Exception {
        browser.go("about:blank");
        browser.go(console.address() + "#/" + view);
        browser.await(selector, text);
        assertThat(browser.violations()).as("%s, %s, %d px", view, scheme, width).isEmpty();
        assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
                .as("%s does not scroll sideways", view)
                .isLessThanOrEqualTo(width);
        if (width == WIDE) {
            picture("console-%s-%s.png".formatted(view.replaceFirst("/.*", ""), scheme));
        }
    }

    private static void picture(String name) throws Exception {
        if (PICTURES.contains(name) && "write".equals(System.getProperty("limelight.docs"))) {
            browser.picture(Path.of("../../docs/pictures", name));
        }
    }

    private static Console console(KafkaSettings kafka) throws Exception {
        return Console.start(ServerOptions.local(), kafka, new DocumentDecoder());
    }
}
