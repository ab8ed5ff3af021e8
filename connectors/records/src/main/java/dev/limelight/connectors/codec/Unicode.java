package dev.limelight.connectors.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes UTF-8, and finds text that is blank or has half a surrogate pair. */
final class Unicode {

    private Unicode() {}

    /** Decodes UTF-8 and tolerates nothing: no overlong forms, no surrogates, no cut sequences. */
    static String decodeUtf8(byte[] bytes) throws MalformedUtf8Exception {
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new MalformedUtf8Exception(in.position(), bytes[in.position()]);
        }
        return out.flip().toString();
    }

    /** Whether a reader would see nothing: only white space, control and format characters. */
    static boolean isBlank(String text) {
        return text.codePoints().allMatch(Unicode::isInvisible);
    }

    /** The code point offset of the first surrogate without its partner; -1 when there is none. */
    static int loneSurrogate(String text) {
        int offset = 0;
        for (int index = 0; index < text.length(); offset++) {
            int codePoint = text.codePointAt(index);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                return offset;
            }
            index += Character.charCount(codePoint);
        }
        return -1;
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static boolean isInvisible(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.getType(codePoint) == Character.CONTROL
                || Character.getType(codePoint) == Character.FORMAT;
    }

    /** Where bytes stop being UTF-8. */
    static final class MalformedUtf8Exception extends Exception {
        MalformedUtf8Exception(int offset, byte found) {
            super(
                    String.format(
                            "invalid UTF-8 at byte offset %d: found 0x%02X", offset, found & 0xFF),
                    null,
                    false,
                    false);
        }
    }
}
