package dev.limelight.pipeline.cli.teach;

import dev.limelight.pipeline.teach.Lesson;
import dev.limelight.pipeline.teach.Snapshot;
import java.io.PrintWriter;
import java.util.List;

/** Prints the parts of a lesson for a person, each as soon as it is there. */
final class ShownLesson implements Lesson.Reader {

    private final PrintWriter out;
    private final LessonView view;
    private final boolean quiet;

    ShownLesson(PrintWriter out, LessonView view, boolean quiet) {
        this.out = out;
        this.view = view;
        this.quiet = quiet;
    }

    @Override
    public void begins(Lesson.Beginning beginning) {
        if (!quiet) {
            print(view.beginning(beginning));
        }
    }

    @Override
    public void learns(Snapshot snapshot) {
        if (!quiet) {
            print(view.step(snapshot));
        }
    }

    @Override
    public void ends(Lesson.Ending ending) {
        print(view.ending(ending));
        print(new AmbiguityView(view.terminal()).lines(ending.ambiguous()));
    }

    private void print(List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }
}
