package dev.limelight.pipeline.cli.review;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.connectors.record.ReviewRecord;
import dev.limelight.pipeline.cli.screen.Terminal;
import java.io.PrintWriter;
import java.util.List;

/** Prints how reviews stand after a decision. */
final class ReviewAnswer {

    private final DecisionOptions options;

    ReviewAnswer(DecisionOptions options) {
        this.options = options;
    }

    void print(PrintWriter out, List<ReviewRecord> reviews) {
        var view = new ReviewView(Terminal.current(), System.currentTimeMillis());
        for (ReviewRecord review : reviews) {
            out.println(options.isJson() ? RecordCodec.json(review) : view.standing(review));
        }
        out.flush();
    }
}
