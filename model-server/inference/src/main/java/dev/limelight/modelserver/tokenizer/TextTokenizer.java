package dev.limelight.modelserver.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.ModelException.Category;
import dev.limelight.modelserver.api.TokenSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A model's own tokenizer, from its {@code tokenizer.json}, with truncation and padding off.
 * Thread-safe; {@link #close} waits for calls under way, later ones fail with {@code CLOSED}. A
 * sentence takes some 30 microseconds, a million characters about a second.
 *
 * <p>Every string is accepted. Spans are UTF-16 positions of exactly the string that was handed in:
 *
 * <ul>
 *   <li>a lone surrogate is read as U+FFFD and keeps its one position;
 *   <li>characters that the model drops (NUL, controls, zero-width, accents) lie in no span or
 *       within their neighbours';
 *   <li>several tokens may share a span, where one character became many (Hangul);
 *   <li>a word that the vocabulary cannot spell, or longer than its limit, is one token with the
 *       whole word as its span;
 *   <li>names of control tokens, {@code [SEP]} and the like, are ordinary text.
 * </ul>
 *
 * <h2>Class loaders</h2>
 *
 * DJL's native library can be loaded by one class loader of a JVM only; a second copy of DJL's
 * classes fails with {@code already loaded in another classloader}. On a cluster DJL therefore
 * belongs in the parent loader (Flink: {@code lib/}), while this class may be in any number of
 * children.
 */
public final class TextTokenizer implements SubwordTokenizer {

    private final HuggingFaceTokenizer tokenizer;
    private final Set<Integer> special;
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
    private boolean closed;

    private TextTokenizer(HuggingFaceTokenizer tokenizer, Set<Integer> special) {
        this.tokenizer = tokenizer;
        this.special = special;
    }

    /**
     * Loads the native library at the first call, which takes a second or two.
     *
     * @param json the content of {@code tokenizer.json}
     * @throws ModelException {@code MODEL_ERROR} when it describes no tokenizer
     */
    public static TextTokenizer open(byte[] json) {
        return open(TokenizerJson.parse("the tokenizer", json));
    }

    /**
     * The same for a file that was read before.
     *
     * @throws ModelException {@code MODEL_ERROR} when it describes no tokenizer
     */
    public static TextTokenizer open(TokenizerJson json) {
        return open(json, false);
    }

    /**
     * The same.
     *
     * @param readsControl whether names of control tokens are these tokens, and not text
     * @throws ModelException {@code MODEL_ERROR} when it describes no tokenizer
     */
    public static TextTokenizer open(TokenizerJson json, boolean readsControl) {
        byte[] prepared = readsControl ? json.bytes() : json.prepared();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(HuggingFaceTokenizer.class.getClassLoader());
        try {
            return new TextTokenizer(load(prepared), json.special());
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    Category.MODEL_ERROR,
                    "%d bytes that make no tokenizer, expected a tokenizer.json"
                            .formatted(prepared.length),
                    e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static HuggingFaceTokenizer load(byte[] prepared) throws IOException {
        // DJL warns that no length was given; with truncation off it has no meaning.
        Map<String, String> off = Map.of("truncation", "false", "padding", "false");
        return HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(prepared), off);
    }

    @Override
    public List<TokenSpan> tokens(String text) {
        return spans(text, encode(text, false));
    }

    @Override
    public int count(String text) {
        return encode(text, false).getIds().length;
    }

    /** The tokens of {@code text} as the model reads them, framed by its special tokens. */
    public List<TokenSpan> framed(String text) {
        return spans(text, encode(text, true));
    }

    /** The pieces of the vocabulary that {@link #framed} names by id, such as {@code ##ing}. */
    public List<String> pieces(String text) {
        return List.of(encode(text, true).getTokens());
    }

    private Encoding encode(String text, boolean framed) {
        return whileOpen(() -> tokenizer.encode(CodePoints.wellFormed(text), framed, false));
    }

    private <T> T whileOpen(Supplier<T> call) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new ModelException(Category.CLOSED, "the tokenizer was closed before this");
            }
            return call.get();
        } finally {
            lifetime.readLock().unlock();
        }
    }

    @Override
    public DecodedText decode(int[] ids) {
        long[] written =
                Arrays.stream(ids).filter(id -> !special.contains(id)).asLongStream().toArray();
        long[][] beginnings = new long[written.length][];
        for (int i = 0; i < written.length; i++) {
            beginnings[i] = Arrays.copyOf(written, i + 1);
        }
        // Special tokens are gone already; to the native side their names are text.
        String[] texts =
                written.length == 0
                        ? new String[0]
                        : whileOpen(() -> tokenizer.batchDecode(beginnings, false));
        return Beginnings.place(ids, special, texts);
    }

    private static List<TokenSpan> spans(String text, Encoding encoding) {
        CodePoints points = CodePoints.of(text);
        long[] ids = encoding.getIds();
        long[] special = encoding.getSpecialTokenMask();
        CharSpan[] spans = encoding.getCharTokenSpans();
        List<TokenSpan> tokens = new ArrayList<>(ids.length);
        int end = 0;
        for (int i = 0; i < ids.length; i++) {
            // Special tokens have no span; they are put where the text before them ends.
            int from = spans[i] == null ? end : points.utf16(spans[i].getStart());
            end = spans[i] == null ? end : points.utf16(spans[i].getEnd());
            tokens.add(new TokenSpan((int) ids[i], from, end, special[i] == 1));
        }
        return tokens;
    }

    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                tokenizer.close();
            }
        } finally {
            lifetime.writeLock().unlock();
        }
    }
}
