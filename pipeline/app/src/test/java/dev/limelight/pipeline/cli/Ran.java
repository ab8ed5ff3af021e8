package dev.limelight.pipeline.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What a command came to.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
public record Ran(int code, String out, String err) {

    /** Runs a command in this JVM, with nothing on standard input. */
    public static Ran command(String... words) {
        return command(new byte[0], words);
    }

    /** Runs a command in this JVM. */
    public static Ran command(byte[] input, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            CommandLine line =
                    Limelight.commandLine()
                            .setOut(new PrintWriter(out))
                            .setErr(new PrintWriter(err))
                            .setColorScheme(
                                    CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
            int code = line.execute(words);
            return new Ran(code, out.toString(), err.toString());
        } finally {
            System.setIn(before);
        }
    }
}
