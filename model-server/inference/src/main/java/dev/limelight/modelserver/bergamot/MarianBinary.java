package dev.limelight.modelserver.bergamot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of named tensors as Marian's {@code marian-conv} writes it, version 1, little endian:
 *
 * <pre>
 * u64 version; u64 count
 * count x { u64 nameLength; u64 type; u64 shapeLength; u64 dataLength }
 * names, each closed by a zero byte that nameLength counts; shapes, i32 each
 * u64 padding; zero bytes; data, one item after the other
 * </pre>
 *
 * <p>Nothing is allocated by a number of the file before the file is known to hold as much. The
 * data is not copied. Immutable.
 */
final class MarianBinary {

    private static final int VERSION = 1;
    private static final int FIXED = 16;
    private static final int HEADER = 32;
    private static final int MOST_AXES = 8;

    private final Map<String, Item> items;

    /** What a tensor's numbers are. */
    enum Type {
        FLOAT32(0x0404, Float.BYTES, 0),
        /** A signed byte each, and one 32-bit multiplier behind them. */
        INTGEMM8(0x4101, 1, Float.BYTES),
        INT8(0x0101, 1, 0);

        private final long code;
        private final int bytes;
        private final int behind;

        Type(int code, int bytes, int behind) {
            this.code = code;
            this.bytes = bytes;
            this.behind = behind;
        }
    }

    /**
     * One tensor.
     *
     * @param data its bytes, the multiplier and padding behind them included
     */
    record Item(String name, Type type, List<Integer> shape, ByteBuffer data) {

        /** Numbers in it. */
        int count() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }
    }

    private record Header(long name, long type, long shape, long data) {}

    private MarianBinary(Map<String, Item> items) {
        this.items = items;
    }

    /**
     * Reads a file.
     *
     * @param source its name, for messages
     * @throws dev.limelight.modelserver.api.ModelException {@code MODEL_ERROR} saying where it is
     *     no such file
     */
    static MarianBinary parse(String source, ByteBuffer file) {
        return new Parser(source, file).parse();
    }

    /** All tensors, in the order of the file. */
    Map<String, Item> items() {
        return items;
    }

    Optional<Item> item(String name) {
        return Optional.ofNullable(items.get(name));
    }

    /** Goes through the file once; every length is checked against what is left. */
    private static final class Parser {

        private final String source;
        private final ByteBuffer file;

        Parser(String source, ByteBuffer bytes) {
            this.source = source;
            this.file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }

        MarianBinary parse() {
            long version = number("version");
            if (version != VERSION) {
                throw error("version " + version, "1: a binary model of Marian");
            }
            List<Header> headers = headers();
            List<String> names = new ArrayList<>();
            headers.forEach(header -> names.add(name(header)));
            List<List<Integer>> shapes = new ArrayList<>();
            headers.forEach(header -> shapes.add(shape(header)));
            skipPadding();
            Map<String, Item> items = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                Item item = item(names.get(i), shapes.get(i), headers.get(i));
                if (items.put(item.name(), item) != null) {
                    throw error("two tensors " + item.name(), "one of each name");
                }
            }
            if (file.hasRemaining()) {
                throw error(file.remaining() + " bytes behind the last tensor", "none");
            }
            return new MarianBinary(items);
        }

        private List<Header> headers() {
            long count = number("number of tensors");
            long most = ((long) file.capacity() - FIXED) / HEADER;
            if (count < 1 || count > most) {
                throw error("%d tensors".formatted(count), "1 to %d in its bytes".formatted(most));
            }
            List<Header> headers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String what = "header of tensor " + i;
                headers.add(new Header(number(what), number(what), number(what), number(what)));
            }
            return headers;
        }

        private String name(Header header) {
            byte[] bytes = new byte[length(header.name(), 1, "name")];
            file.get(bytes);
            int letters = bytes.length - 1;
            for (int i = 0; i <= letters; i++) {
                if ((bytes[i] == 0) != (i == letters)) {
                    throw error("a name of other length than it says", "one zero byte at its end");
                }
            }
            return new String(bytes, 0, letters, StandardCharsets.UTF_8);
        }

        private List<Integer> shape(Header header) {
            if (header.shape() < 1 || header.shape() > MOST_AXES) {
                throw error(header.shape() + " axes", "1 to " + MOST_AXES);
            }
            length(header.shape() * Integer.BYTES, 0, "shape");
            List<Integer> shape = new ArrayList<>();
            for (int i = 0; i < header.shape(); i++) {
                shape.add(file.getInt());
            }
            return shape;
        }

        private void skipPadding() {
            int padding = length(number("padding"), 0, "padding");
            for (int i = 0; i < padding; i++) {
                if (file.get() != 0) {
                    throw error("padding that is not zero", "zero bytes before the data");
                }
            }
        }

        private Item item(String name, List<Integer> shape, Header header) {
            Type type = type(name, header.type());
            int size = length(header.data(), 0, "data of " + name);
            long needed = type.bytes;
            for (int axis : shape) {
                needed = axis < 1 || needed > size ? Long.MAX_VALUE : needed * axis;
            }
            if (needed > size - type.behind) {
                throw error(
                        "%s of shape %s in %d bytes".formatted(name, shape, size),
                        "a shape that fits them");
            }
            ByteBuffer data = file.slice(file.position(), size).order(ByteOrder.LITTLE_ENDIAN);
            file.position(file.position() + size);
            return new Item(name, type, List.copyOf(shape), data);
        }

        private Type type(String name, long code) {
            for (Type type : Type.values()) {
                if (type.code == code) {
                    return type;
                }
            }
            throw error(
                    "%s of type 0x%04x".formatted(name, code),
                    "0x0404 (float32), 0x4101 (intgemm8) or 0x0101 (int8)");
        }

        private long number(String what) {
            length(Long.BYTES, 0, what);
            return file.getLong();
        }

        private int length(long length, int least, String what) {
            if (length < least || length > file.remaining()) {
                throw error(
                        "%s of %d bytes at byte %d".formatted(what, length, file.position()),
                        "%d to %d, which are left".formatted(least, file.remaining()));
            }
            return (int) length;
        }

        private RuntimeException error(String what, String expected) {
            return Broken.file(source, what, expected);
        }
    }
}
