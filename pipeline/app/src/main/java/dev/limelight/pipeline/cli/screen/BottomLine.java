package dev.limelight.pipeline.cli.screen;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/**
 * The last line of a terminal, which holds a progress bar. Text printed with {@link #above}
 * replaces the bar, and the bar is drawn again below it, so that a result never lands inside the
 * bar. Thread-safe.
 */
final class BottomLine implements ProgressBarConsumer {

    private static final String ERASE = "\r\u001b[K";

    private final PrintStream terminal;
    private final int width;
    private String shown = "";
    private boolean closed;

    /**
     * A line.
     *
     * @param width columns of the terminal
     */
    BottomLine(PrintStream terminal, int width) {
        this.terminal = terminal;
        this.width = width;
    }

    /** One column less than there are: a terminal that is full to its edge begins a new line. */
    @Override
    public int getMaxRenderedLength() {
        return width - 1;
    }

    @Override
    public synchronized void accept(String bar) {
        if (!closed) {
            shown = Columns.cut(bar, getMaxRenderedLength());
            draw(ERASE + shown);
        }
    }

    /** Erases the line, lets {@code printing} print whole lines, and draws the bar again. */
    synchronized void above(Runnable printing) {
        clear();
        printing.run();
        draw(shown);
    }

    @Override
    public synchronized void clear() {
        draw(shown.isEmpty() ? "" : ERASE);
    }

    /** Erases the line for good. */
    @Override
    public synchronized void close() {
        clear();
        closed = true;
        shown = "";
    }

    private void draw(String text) {
        terminal.print(text);
        terminal.flush();
    }
}
