package dev.limelight.pipeline.cli.topic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    @Test
    void when_linesAreRead_then_byteForByteWithTheirNumbers() throws IOException {
        assertThat(lines("{a}\r\n\n  \t\r\n{\u00ff\u00fe\u0000}\n\n{c}"))
                .containsExactly("1:{a}\r", "4:{\u00ff\u00fe\u0000}", "6:{c}");
    }

    @Test
    void when_thereIsNothing_then_noLine() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n\n \n")).isEmpty();
    }

    @Test
    void when_aLineDoesNotEnd_then_itIsRefusedWithItsNumber() throws IOException {
        assertThat(lines("x\n" + "y".repeat(10) + "\n", 10)).hasSize(2);
        assertThatThrownBy(() -> lines("x\n" + "y".repeat(11), 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2 has more than 10 bytes");
    }

    private static List<String> lines(String text) throws IOException {
        return lines(text, JsonLines.LONGEST);
    }

    private static List<String> lines(String text, int longest) throws IOException {
        var found = new ArrayList<String>();
        var in = new ByteArrayInputStream(text.getBytes(ISO_8859_1));
        try (var lines = new JsonLines(in, longest)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                found.add(lines.number() + ":" + new String(line, ISO_8859_1));
            }
        }
        return found;
    }
}
