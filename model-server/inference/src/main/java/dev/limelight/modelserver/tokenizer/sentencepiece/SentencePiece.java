package dev.limelight.modelserver.tokenizer.sentencepiece;

import dev.limelight.modelserver.tokenizer.sentencepiece.PieceNormalizer.Normalized;
import dev.limelight.modelserver.tokenizer.sentencepiece.Segmenter.Segment;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Kind;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.Piece;
import dev.limelight.modelserver.tokenizer.sentencepiece.SentencePieceModel.PieceType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Google's SentencePiece: text to pieces and back, as its C++ library does it, with the position of
 * each piece. Names of control pieces are ordinary text. Thread-safe.
 */
public final class SentencePiece {

    private static final String REPLACEMENT = "\uFFFD";

    private final SentencePieceModel model;
    private final PieceNormalizer normalizer;
    private final Segmenter segmenter;
    private final Map<String, Integer> ids = new HashMap<>();
    private final int[] bytePieces = new int[256];

    /** Over a parsed model. */
    public SentencePiece(SentencePieceModel model) {
        this.model = model;
        PieceTrie kept = new PieceTrie();
        for (int id = 0; id < model.pieces().size(); id++) {
            Piece piece = model.pieces().get(id);
            ids.put(piece.text(), id);
            if (piece.type() == PieceType.USER_DEFINED) {
                kept.put(piece.text().getBytes(StandardCharsets.UTF_8), id);
            } else if (piece.type() == PieceType.BYTE) {
                bytePieces[value(piece.text())] = id;
            }
        }
        normalizer = new PieceNormalizer(model, kept);
        segmenter =
                model.kind() == Kind.BPE
                        ? new BpeSegmenter(model, kept)
                        : new UnigramSegmenter(model);
    }

    /**
     * A piece of a text.
     *
     * @param text the piece; what the vocabulary lacks, as it stands in the normalized text
     * @param start first UTF-16 unit
     * @param end one past the last
     */
    public record Cut(String text, int start, int end) {}

    /**
     * Cuts a text.
     *
     * @param text well-formed
     */
    public List<Cut> encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Normalized normalized = normalizer.normalize(bytes);
        int[] positions = Utf8.positions(text, bytes.length);
        List<Cut> cuts = new ArrayList<>();
        boolean afterUnknown = false;
        for (Segment segment : segmenter.segment(normalized.bytes())) {
            int start = positions[normalized.origins()[segment.start()]];
            int end = positions[normalized.origins()[segment.end()]];
            String piece = piece(normalized.bytes(), segment);
            boolean isUnknown = segment.id() == model.unknown();
            if (isUnknown && model.byteFallback()) {
                addBytes(cuts, normalized.bytes(), segment, new Cut(piece, start, end));
            } else if (isUnknown && afterUnknown) {
                Cut before = cuts.remove(cuts.size() - 1);
                cuts.add(new Cut(before.text() + piece, before.start(), end));
            } else {
                cuts.add(new Cut(piece, start, end));
            }
            afterUnknown = isUnknown;
        }
        return cuts;
    }

    private String piece(byte[] text, Segment segment) {
        return segment.id() == model.unknown()
                ? text(text, segment.start(), segment.end())
                : model.pieces().get(segment.id()).text();
    }

    private void addBytes(List<Cut> cuts, byte[] text, Segment segment, Cut whole) {
        for (int i = segment.start(); i < segment.end(); i++) {
            String piece = model.pieces().get(bytePieces[text[i] & 0xFF]).text();
            cuts.add(new Cut(piece, whole.start(), whole.end()));
        }
    }

    /**
     * What a piece adds to a text.
     *
     * @param text empty for all bytes of a character but the last
     * @param goesOn whether it is a byte of the character that a later part writes
     */
    public record Part(String text, boolean goesOn) {}

    /** The text of pieces: one part for each, which in a row are the text. */
    public List<Part> decode(List<String> pieces) {
        List<Part> parts = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean begun = false;
        boolean atStart = true;
        boolean spaceTaken = false;
        for (String piece : pieces) {
            int id = ids.getOrDefault(piece, model.unknown());
            if (type(id) == PieceType.BYTE) {
                bytes.write(value(piece));
                continue;
            }
            begun |= flush(bytes, parts);
            atStart &= !spaceTaken && !begun;
            String part = part(piece, id, atStart);
            spaceTaken = atStart && takesSpace(piece, id) && !removesAllSpaces();
            begun |= !part.isEmpty();
            parts.add(new Part(part, false));
        }
        flush(bytes, parts);
        return parts;
    }

    private PieceType type(int id) {
        return model.pieces().get(id).type();
    }

    private String part(String piece, int id, boolean atStart) {
        if (type(id) == PieceType.CONTROL) {
            return "";
        }
        if (id == model.unknown()) {
            return model.pieces().get(id).text().equals(piece) ? model.unknownSurface() : piece;
        }
        int from = atStart && takesSpace(piece, id) ? 1 : 0;
        return piece.substring(from).replace(SentencePieceModel.SPACE, " ");
    }

    /** Whether the piece loses its first space at the start of a text. */
    private boolean takesSpace(String piece, int id) {
        return (model.normalizer().dummyPrefix() || removesAllSpaces())
                && type(id) != PieceType.CONTROL
                && id != model.unknown()
                && piece.startsWith(SentencePieceModel.SPACE);
    }

    private boolean removesAllSpaces() {
        return model.normalizer().removeExtraSpaces();
    }

    /** Turns collected bytes into characters, broken ones into U+FFFD; tells if there were any. */
    private static boolean flush(ByteArrayOutputStream collected, List<Part> parts) {
        byte[] bytes = collected.toByteArray();
        collected.reset();
        for (int at = 0; at < bytes.length; ) {
            if (Utf8.decode(bytes, at) == Utf8.BROKEN) {
                parts.add(new Part(REPLACEMENT, false));
                at++;
            } else {
                int length = Utf8.length(bytes[at]);
                for (int i = 1; i < length; i++) {
                    parts.add(new Part("", true));
                }
                parts.add(new Part(text(bytes, at, at + length), false));
                at += length;
            }
        }
        return bytes.length > 0;
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** The byte that a piece like {@code <0x41>} stands for. */
    private static int value(String piece) {
        return Integer.parseInt(piece.substring(3, piece.length() - 1), 16);
    }
}
