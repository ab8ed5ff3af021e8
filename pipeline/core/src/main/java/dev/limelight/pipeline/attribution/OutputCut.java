package dev.limelight.pipeline.attribution;

import dev.limelight.modelserver.api.TokenSpan;
import java.util.List;

/** Tells whether a model stopped at its limit, so that its text may be incomplete. Stateless. */
public final class OutputCut {

    private OutputCut() {}

    /**
     * Whether a text is cut: it does not end with a special token, or it has as many tokens as it
     * may have. The second because many models are made to end there, and then look as if they had
     * wanted to.
     *
     * @param written the tokens of the text; none is not cut
     * @param mostTokens the most that the model may write with the settings of its request, end of
     *     sentence included
     */
    public static boolean isCut(List<TokenSpan> written, int mostTokens) {
        return !written.isEmpty()
                && (!written.get(written.size() - 1).special() || written.size() >= mostTokens);
    }
}
