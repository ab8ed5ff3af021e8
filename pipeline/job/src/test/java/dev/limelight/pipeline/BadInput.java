package dev.limelight.pipeline;

import static dev.limelight.connectors.record.DeadLetterCategory.INVALID;
import static dev.limelight.connectors.record.DeadLetterCategory.MALFORMED;
import static dev.limelight.connectors.record.DeadLetterCategory.TOO_LARGE;
import static dev.limelight.connectors.record.DeadLetterCategory.UNSUPPORTED_LANGUAGE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limelight.connectors.record.DeadLetterCategory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record as a stranger may send it, and what must come of it.
 *
 * @param name what is odd about it; its key too, and so its id, unless it is about keys
 * @param id under which its results or dead letters must come; null where it cannot be read
 * @param text that its result must be made from; null when there must be none
 * @param flags that its result must have
 * @param refused one for each dead letter that must come
 */
record BadInput(
        String name,
        byte[] key,
        byte[] value,
        List<Header> headers,
        String id,
        String text,
        List<String> flags,
        List<Refused> refused) {

    /** A dead letter; {@code error} is what its text must hold. */
    record Refused(String stage, String task, DeadLetterCategory category, String error) {}

    /** Texts above this are too large for the job under test. */
    static final int MAX_CHARACTERS = 25_000;

    /** Records above this are too large for the Kafka under test. */
    static final int MAX_RECORD_BYTES = 512 * 1024;

    private static final HexFormat HEX = HexFormat.of();
    private static final String GENERIC = "generic-language-rules";
    private static final String UNKNOWN = "unknown-words";
    private static final String FOUND = "guard-findings";
    private static final String HIDDEN = "hidden-characters";
    private static final String NO_LANGUAGE = "language-undetermined";

    @Override
    public String toString() {
        return name;
    }

    static List<BadInput> all() {
        var all = new ArrayList<BadInput>();
        all.addAll(noText());
        all.addAll(noUtf8());
        all.addAll(noJson());
        all.addAll(wrongFields());
        all.addAll(wrongKeysAndHeaders());
        all.addAll(otherPeoplesHeaders());
        all.addAll(otherPeoplesValues());
        all.addAll(otherPeoplesFields());
        all.addAll(tooLarge());
        all.addAll(oddButFine());
        all.addAll(oddScripts());
        return all;
    }

    private static List<BadInput> noText() {
        return List.of(
                text("empty text").refused(INVALID, "text is empty"),
                text("only white space", " \n\t\r\n\u00a0\u3000").refused(INVALID, "white space"),
                text("only zero width", "\u200b\u200d\ufeff").refused(INVALID, "invisible"),
                text("only bidirectional marks", "\u202e\u2066").refused(INVALID, "invisible"),
                text("only control characters", "\u0000\u0007").refused(INVALID, "invisible"),
                json("empty text in JSON", "{'text':''}").refused(INVALID, "text is empty"),
                json("blank text in JSON", "{'text':' \\n '}").refused(INVALID, "white space"),
                of("tombstone", null).refused(INVALID, "tombstone"),
                of("tombstone with header", null)
                        .with("content-type", "text/plain")
                        .refused(INVALID, "tombstone"),
                of("tombstone without key", null).withKey(null, null).refused(INVALID, "tombst"));
    }

    private static List<BadInput> noUtf8() {
        return List.of(
                bytes("Latin-1", "47 72 fc df 65").refused(MALFORMED, "byte offset 2: found 0xFC"),
                bytes("overlong", "61 c0 af").refused(MALFORMED, "byte offset 1: found 0xC0"),
                bytes("cut in a character", "61 e2 82").refused(MALFORMED, "byte offset 1"),
                bytes("surrogate in bytes", "61 ed a0 80").refused(MALFORMED, "byte offset 1"),
                bytes("above U+10FFFF", "f4 90 80 80").refused(MALFORMED, "byte offset 0"),
                bytes("UTF-16", "ff fe 48 00 69 00").refused(MALFORMED, "found 0xFF"),
                bytes("PNG", "89 50 4e 47 0d 0a 1a 0a 00 00").refused(MALFORMED, "found 0x89"),
                of("gzip as JSON", HEX.parseHex("1f8b0800000000000003"))
                        .refused(MALFORMED, "byte offset 1: found 0x8B"),
                of("Latin-1 in JSON", HEX.parseHex("7b2274657874223a22fc227d"))
                        .refused(MALFORMED, "found 0xFC"));
    }

    private static List<BadInput> noJson() {
        return List.of(
                json("empty value", "").refused(MALFORMED, "the value is empty"),
                json("text without header", "The bridge is closed.").refused(MALFORMED, "JSON"),
                json("cut JSON", "{'text':'The bri").refused(MALFORMED, "invalid JSON"),
                json("two documents", "{'text':'A b.'}{'text':'C d.'}").refused(MALFORMED, "after"),
                json("trailing comma", "{'text':'A b.',}").refused(MALFORMED, "invalid JSON"),
                json("not a number", "{'text':NaN}").refused(MALFORMED, "invalid JSON"),
                json("list", "[{'text':'A b.'}]").refused(INVALID, "a list, expected"),
                json("number", "42").refused(INVALID, "the number 42, expected"),
                json("string", "'hello'").refused(INVALID, "the string \"hello\", expected"),
                json("null", "null").refused(INVALID, "expected a JSON object"),
                json("deep nesting", "[".repeat(5_000)).refused(INVALID, "a list, expected"));
    }

    private static List<BadInput> wrongFields() {
        String good = "'text':'A bridge is closed.'";
        return List.of(
                json("missing text", "{}").refused(INVALID, "\"text\" is missing or null"),
                json("text null", "{'text':null}").refused(INVALID, "is missing or null"),
                json("text a number", "{'text':42}").refused(INVALID, "the number 42, expected"),
                json("text true", "{'text':true}").refused(INVALID, "true, expected a string"),
                json("text a list", "{'text':['a']}").refused(INVALID, "a list, expected"),
                json("text an object", "{'text':{}}").refused(INVALID, "an object, expected"),
                json("text twice", "{'text':'a b','text':'c d'}").refused(INVALID, "twice"),
                json("lone surrogate", "{'text':'a \\ud800 b'}").refused(INVALID, "U+D800"),
                json("lone surrogate in title", "{'title':'\\udc00'," + good + "}")
                        .refused(INVALID, "\"title\" has a lone surrogate"),
                json("id a number", "{'id':7," + good + "}").refused(INVALID, "the number 7"),
                json("tasks a string", "{'tasks':'summarize'," + good + "}")
                        .refused(INVALID, "\"tasks\" is the string \"summarize\""),
                json("tasks empty", "{'tasks':[]," + good + "}").refused(INVALID, "at least one"),
                json("metadata nested", "{'metadata':{'a':{}}," + good + "}")
                        .refused(INVALID, "an object, expected a string"),
                json("language unknown", "{'language':'xx'," + good + "}")
                        .refused(UNSUPPORTED_LANGUAGE, "language \"xx\", expected"),
                json("language in words", "{'language':'English'," + good + "}")
                        .refused(UNSUPPORTED_LANGUAGE, "language \"English\", expected"),
                json("task unknown", "{'tasks':['dance']," + good + "}")
                        .refusedTask(
                                "dance", "task \"dance\", expected one of [summarize, translate]"),
                json("two tasks unknown", "{'tasks':['dance','sing']," + good + "}")
                        .refusedTask("dance", "task \"dance\", expected")
                        .refusedTask("sing", "task \"sing\", expected"),
                json("one task of two unknown", "{'tasks':['dance','summarize']," + good + "}")
                        .refusedTask("dance", "task \"dance\", expected")
                        .read("A bridge is closed."));
    }

    private static List<BadInput> wrongKeysAndHeaders() {
        String text = "A bridge is closed.";
        String json = "{'text':'" + text + "'}";
        byte[] broken = {'k', (byte) 0xff};
        return List.of(
                json("neither id nor key", json).withKey(null, null).refused(INVALID, "no id"),
                text("text without key", text).withKey(null, null).refused(INVALID, "no id"),
                text("key empty", text).withKey(new byte[0], null).refused(INVALID, "blank"),
                text("key blank", text)
                        .withKey(" \n".getBytes(UTF_8), null)
                        .refused(INVALID, "blan"),
                text("key not UTF-8", text).withKey(broken, null).refused(MALFORMED, "record key"),
                text("key too long", text)
                        .withKey("k".repeat(1_001).getBytes(UTF_8), null)
                        .refused(INVALID, "1001 characters"),
                json("id blank", "{'id':' ','text':'" + text + "'}").refused(INVALID, "blank"),
                json("id beside a broken key", "{'id':'broken-key','text':'" + text + "'}")
                        .withKey(broken, "broken-key")
                        .read(text),
                json("id wins over key", "{'id':'from-field','text':'" + text + "'}")
                        .withKey("from-key".getBytes(UTF_8), "from-field")
                        .read(text),
                json("unknown content type", json)
                        .with("content-type", "application/pdf")
                        .refused(INVALID, "\"application/pdf\", expected text/plain"),
                text("other charset", text)
                        .with("content-type", "text/plain; charset=utf-16")
                        .refused(INVALID, "expected charset utf-8"),
                of("content type in capitals", text.getBytes(UTF_8))
                        .with("Content-Type", "TEXT/PLAIN; charset=\"UTF-8\"")
                        .read(text),
                json("headers without meaning", json)
                        .with("", "x")
                        .with("trace", "\u0000\u00ff")
                        .with("nothing", null)
                        .read(text));
    }

    /** As Spring, CloudEvents and mail programs write them. */
    private static List<BadInput> otherPeoplesHeaders() {
        String text = "A bridge is closed.";
        byte[] value = text.getBytes(UTF_8);
        return List.of(
                of("type in quotes", value)
                        .with("content-type", "\"text/plain\"")
                        .refused(INVALID, "header content-type is \"\\\"text/plain\\\"\""),
                of("header contentType", value)
                        .with("contentType", "text/plain")
                        .refused(MALFORMED, "document.content-type=text/plain"),
                of("CloudEvent in headers", value)
                        .with("ce_specversion", "1.0")
                        .with("ce_id", "1")
                        .with("content-type", "text/plain; charset=utf-8")
                        .read(text),
                of("parameters", value)
                        .with("content-type", "text/plain; format=flowed; delsp=yes")
                        .read(text),
                json("empty header", "{'text':'" + text + "'}").with("content-type", "").read(text),
                of("XHTML", value)
                        .with("content-type", "application/xhtml+xml")
                        .refused(INVALID, "expected text/plain, text/html"),
                of("reStructuredText", value)
                        .with("content-type", "text/x-rst")
                        .refused(INVALID, "expected text/plain, text/html"),
                of("Markdown of code only", "```\ncode\n```".getBytes(UTF_8))
                        .with("content-type", "text/markdown")
                        .refused(INVALID, "the Markdown has no text"),
                of("Latin-1 in a header", value)
                        .with("content-type", "text/plain; charset=ISO-8859-1")
                        .refused(INVALID, "expected charset utf-8"));
    }

    /** As serializers, registries and connectors write them. */
    private static List<BadInput> otherPeoplesValues() {
        String json = "{'text':'A bridge is closed.'}";
        String padded = "A \u0000nul, \u001b[31mred\u001b[0m. /a/ \ud83d\ude00.";
        return List.of(
                json("schema registry", "\u0000\u0000\u0000\u0000*" + json)
                        .refused(MALFORMED, "schema registry"),
                of("Avro", HEX.parseHex("000000002a0ca1ff02")).refused(MALFORMED, "0x00, as"),
                json("key a number in bytes", json)
                        .withKey(new byte[] {0, 0, 0, 0, 0, 0, 0, 42}, "\u0000".repeat(7) + "*")
                        .read("A bridge is closed."),
                json("key a JSON string", json)
                        .withKey("\"key\"".getBytes(UTF_8), "\"key\"")
                        .read("A bridge is closed."),
                json("CloudEvent", "{'specversion':'1.0','id':'1','data':" + json + "}")
                        .withKey(null, "1")
                        .refused(INVALID, "field \"text\" is missing"),
                json("Connect envelope", "{'schema':{},'payload':" + json + "}")
                        .refused(INVALID, "field \"text\" is missing"),
                json("change event", "{'before':null,'after':" + json + ",'op':'c'}")
                        .refused(INVALID, "field \"text\" is missing"),
                json(
                                "escapes",
                                "{'text':'A \\u0000nul, \\u001b[31mred\\u001b[0m. \\/a\\/"
                                        + " \\ud83d\\ude00.'}")
                        .read(padded, GENERIC, UNKNOWN));
    }

    private static List<BadInput> otherPeoplesFields() {
        String text = "A bridge is closed.";
        String good = "'text':'" + text + "'";
        var translation = new Refused("document", "translate", UNSUPPORTED_LANGUAGE, "no model is");
        return List.of(
                json(
                                "nulls inside",
                                "{'metadata':{'a':null,'b':'x'},'targets':[null]," + good + "}")
                        .read(text),
                json("no task but null", "{'tasks':[null]," + good + "}")
                        .refused(INVALID, "field \"tasks\" is empty"),
                json("id null", "{'id':null," + good + "}").read(text),
                json("id with line ends", "{'id':'a\\nb\\tc/../d'," + good + "}")
                        .withKey(null, "a\nb\tc/../d")
                        .read(text),
                json("id a huge number", "{'id':" + "9".repeat(400) + "," + good + "}")
                        .refused(INVALID, "field \"id\" is the number 9999"),
                json("id twice", "{'id':'x'," + good + ",'id':'y'}").refused(INVALID, "twice"),
                json("language empty", "{'language':''," + good + "}")
                        .refused(UNSUPPORTED_LANGUAGE, "language \"\", expected"),
                json("language und", "{'language':'und'," + good + "}").read(text),
                json("language at length", "{'language':'en-Latn-US-x-foo'," + good + "}")
                        .read(text),
                json("task in capitals", "{'tasks':['Summarize','SUMMARIZE']," + good + "}")
                        .read(text),
                json(
                                "targets in another case",
                                "{'tasks':['translate'],'targets':['de','DE']," + good + "}")
                        .refused(translation),
                json(
                                "its own language",
                                "{'language':'en','tasks':['translate'],'targets':['en'],"
                                        + good
                                        + "}")
                        .refused(translation),
                json("targets without tasks", "{'targets':['de']," + good + "}")
                        .refused(translation)
                        .read(text));
    }

    private static List<BadInput> tooLarge() {
        String long1 = "word ".repeat(MAX_CHARACTERS / 5) + "x";
        return List.of(
                text("text too long", long1).refused(TOO_LARGE, "25001 characters, expected"),
                json("text too long in JSON", "{'text':'" + long1 + "'}")
                        .refused(TOO_LARGE, "at most 25000"),
                text("result too large", "a ".repeat(MAX_CHARACTERS / 2))
                        .refused(
                                new Refused("sink", "summarize", TOO_LARGE, "salience record has")),
                json("many unknown fields", "{'text':'A b.','x':'" + "y".repeat(300_000) + "'}")
                        .read("A b.", NO_LANGUAGE));
    }

    private static List<BadInput> oddButFine() {
        String sentence = "A bridge is closed.";
        String longSentence = "river ".repeat(3_333) + "bank";
        return List.of(
                text("no sentence end", "the bridge over the river is closed").readAll(),
                text("one letter", "a").readAll(NO_LANGUAGE),
                text("one sentence of 20,000 characters", longSentence)
                        .readAll("sentence-split", FOUND),
                text("one word of 20,000 characters", "x".repeat(20_000))
                        .readAll(NO_LANGUAGE, UNKNOWN),
                text("only punctuation", "... --- !!!").readAll(NO_LANGUAGE),
                text("only digits", "12345 678").readAll(NO_LANGUAGE),
                text(
                                "line ends of all kinds",
                                "One is here.\r\nTwo is there.\rAnd three.\u2028End.")
                        .readAll(),
                json("unknown fields", "{'a':{'b':[1,{'c':null}]},'text':'" + sentence + "','z':1}")
                        .read(sentence),
                json("deep unknown field", deep(20_000, sentence)).read(sentence),
                json("language without rules", "{'language':'tlh','text':'" + sentence + "'}")
                        .read(sentence, GENERIC),
                json("nulls for absent", "{'title':null,'tasks':null,'text':'" + sentence + "'}")
                        .read(sentence),
                json("byte order mark", "\ufeff{'text':'" + sentence + "'}").read(sentence),
                json("escaped astral", "{'text':'A \\ud83d\\ude00 face is here.'}")
                        .read("A \ud83d\ude00 face is here.", UNKNOWN),
                json("task twice", "{'tasks':['summarize','summarize'],'text':'" + sentence + "'}")
                        .read(sentence));
    }

    private static List<BadInput> oddScripts() {
        String family = "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67";
        return List.of(
                text("control characters", "The \u0007bell \u001b[31mrang\u0000. It was red.")
                        .readAll(),
                text("zero width", "The\u200b bri\u200ddge\ufeff is closed. It is\u00ad old.")
                        .readAll(FOUND, HIDDEN),
                text("bidirectional", "He wrote \u202eabc\u202c there. Then \u2066x\u2069 came.")
                        .readAll(FOUND, HIDDEN),
                text(
                                "emoji",
                                "We like it "
                                        + family
                                        + "! It is \ud83c\udff3\ufe0f\u200d\ud83c\udf08 good.")
                        .readAll(UNKNOWN),
                text("only emoji", family + "\ud83d\udc15").readAll(NO_LANGUAGE, UNKNOWN),
                text("combining marks", "A\u0301 bri\u0308\u0323dge is clo\u0301sed. It is old.")
                        .readAll(),
                text(
                                "Chinese",
                                "\u6865\u5173\u95ed\u4e86\u3002\u4e94\u6708\u91cd\u65b0\u5f00\u653e\u3002")
                        .readAll(UNKNOWN),
                text(
                                "Arabic",
                                "\u0627\u0644\u062c\u0633\u0631 \u0645\u063a\u0644\u0642. \u0647\u0648 \u0642\u062f\u064a\u0645.")
                        .readAll(),
                text(
                                "rare ideographs",
                                "\ud842\udfb7\u91ce\u5bb6\u3067\u3059\u3002\ud842\udfb7\u3002")
                        .readAll(NO_LANGUAGE, UNKNOWN),
                text("mathematics", "\ud835\udd38\ud835\udd39 is \ud834\udd1e. It is odd.")
                        .readAll(UNKNOWN));
    }

    private static String deep(int levels, String text) {
        return "{'x':" + "[".repeat(levels) + "]".repeat(levels) + ",'text':'" + text + "'}";
    }

    private static BadInput of(String name, byte[] value) {
        return new BadInput(
                name, name.getBytes(UTF_8), value, List.of(), name, null, List.of(), List.of());
    }

    private static BadInput text(String name) {
        return text(name, "");
    }

    private static BadInput text(String name, String text) {
        return of(name, text.getBytes(UTF_8)).with("content-type", "text/plain");
    }

    private static BadInput bytes(String name, String hex) {
        return of(name, HEX.parseHex(hex.replace(" ", ""))).with("content-type", "text/plain");
    }

    /** JSON with single quotes for double ones. */
    private static BadInput json(String name, String json) {
        return of(name, json.replace('\'', '"').getBytes(UTF_8));
    }

    private BadInput with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.removeIf(old -> old.key().equals(header));
        more.add(new RecordHeader(header, value == null ? null : value.getBytes(ISO_8859_1)));
        return new BadInput(name, key, this.value, more, id, text, flags, refused);
    }

    private BadInput withKey(byte[] newKey, String newId) {
        return new BadInput(name, newKey, value, headers, newId, text, flags, refused);
    }

    private BadInput refused(DeadLetterCategory category, String error) {
        return refused("document", category, error);
    }

    private BadInput refused(String stage, DeadLetterCategory category, String error) {
        return refused(new Refused(stage, null, category, error));
    }

    private BadInput refusedTask(String task, String error) {
        return refused(new Refused("document", task, INVALID, error));
    }

    private BadInput refused(Refused letter) {
        var more = new ArrayList<>(refused);
        more.add(letter);
        return new BadInput(name, key, value, headers, id, text, flags, more);
    }

    /** Its value is the text. */
    private BadInput readAll(String... expectedFlags) {
        return read(new String(value, UTF_8), expectedFlags);
    }

    private BadInput read(String expectedText, String... expectedFlags) {
        return new BadInput(
                name, key, value, headers, id, expectedText, List.of(expectedFlags), refused);
    }
}
