package dev.limelight.pipeline.cli.teach;

import dev.limelight.connectors.codec.RecordCodec;
import dev.limelight.pipeline.teach.Lesson;
import dev.limelight.pipeline.teach.Snapshot;
import java.io.PrintWriter;

/** Prints the parts of a lesson as JSON lines. */
final class JsonLesson implements Lesson.Reader {

    private final PrintWriter out;
    private final boolean quiet;

    JsonLesson(PrintWriter out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    /**
     * A line.
     *
     * @param part {@code beginning}, {@code step} or {@code ending}
     */
    private record Line(String part, Record content) {}

    @Override
    public void begins(Lesson.Beginning beginning) {
        if (!quiet) {
            print("beginning", beginning);
        }
    }

    @Override
    public void learns(Snapshot snapshot) {
        if (!quiet) {
            print("step", snapshot);
        }
    }

    @Override
    public void ends(Lesson.Ending ending) {
        print("ending", ending);
    }

    private void print(String part, Record content) {
        out.println(RecordCodec.json(new Line(part, content)));
        out.flush();
    }
}
