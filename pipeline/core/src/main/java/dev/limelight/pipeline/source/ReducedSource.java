package dev.limelight.pipeline.source;

import dev.limelight.pipeline.source.Withheld.Piece;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A document of which pieces are withheld: its text is what is left, its source is whole. */
public final class ReducedSource implements SourceText {

    private final SourceText rest;
    private final String source;
    private final int[] places;
    private final int[] lengths;

    /**
     * Of what is left.
     *
     * @param rest what is left, itself a source
     * @param withheld what is not in it
     */
    public ReducedSource(SourceText rest, Withheld withheld) {
        this.rest = rest;
        this.source = withheld.restoredTo(rest.source());
        this.places = new int[withheld.pieces().size()];
        this.lengths = new int[places.length + 1];
        for (int i = 0; i < places.length; i++) {
            Piece piece = withheld.pieces().get(i);
            places[i] = piece.start() - lengths[i];
            lengths[i + 1] = lengths[i] + piece.text().length();
        }
    }

    @Override
    public SourceFormat format() {
        return rest.format();
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public String text() {
        return rest.text();
    }

    /** Behind the pieces that are withheld before the unit. */
    @Override
    public int start(int unit) {
        int place = rest.start(unit);
        return place + lengths[piecesBefore(place + 1)];
    }

    /** Before the pieces that are withheld behind the unit. */
    @Override
    public int end(int unit) {
        int place = rest.end(unit);
        return place + lengths[piecesBefore(place)];
    }

    @Override
    public boolean isInSource(int unit) {
        return rest.isInSource(unit);
    }

    @Override
    public @Nullable String language() {
        return rest.language();
    }

    @Override
    public boolean isComplete() {
        return rest.isComplete();
    }

    /** How many pieces lie before a position of the rest; several may lie at one. */
    private int piecesBefore(int place) {
        int found = Arrays.binarySearch(places, place);
        int at = found < 0 ? -found - 1 : found;
        while (at > 0 && places[at - 1] >= place) {
            at--;
        }
        return at;
    }
}
