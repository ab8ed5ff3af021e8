package dev.limelight.pipeline.cli.generate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.pipeline.cli.input.InputLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LineGeneratorTest {

    private final List<String> out = new ArrayList<>();

    @Test
    void when_answersComeInAnotherOrder_then_linesAreInTheOrderOfTheInput() throws Exception {
        FakeSeq2Seq client = new FakeSeq2Seq(100);
        List<String> lines = IntStream.range(0, 200).mapToObj(i -> "line " + i).toList();
        var outcome = run(client, stream(String.join("\n", lines)), false);
        assertThat(outcome).isEqualTo(new LineGenerator.Outcome(200, 0));
        for (int i = 0; i < 200; i++) {
            assertThat(out.get(i)).startsWith("{\"text\":\"LINE " + i + "\",\"tokens\":[76,");
        }
    }

    @Test
    void when_aLineIsAnswered_then_itIsTheJsonOfTheContract() throws Exception {
        run(new FakeSeq2Seq(1), stream("ab\n"), false);
        assertThat(out)
                .containsExactly("{\"text\":\"AB\",\"tokens\":[65,66],\"logProbability\":-1.5}");
    }

    @Test
    void when_attentionIsAsked_then_aRowForEachTokenAndAColumnForEachOfTheSource()
            throws Exception {
        run(new FakeSeq2Seq(1), stream("\ud83d\ude00b\n"), true);
        assertThat(out.get(0))
                .contains("\"crossAttention\":[[1.0,0.0,0.0],[0.0,0.0,0.0]]")
                .contains("\"sourceTokens\":[128512,98,2]")
                .contains("\"sourceSpans\":[[0,1],[1,2],[2,2]]");
    }

    @Test
    void when_linesFail_then_theOthersAreAnswered() throws Exception {
        byte[] input =
                "a\nlong\n\r\nx\u00ffy\nb".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        var outcome = run(new FakeSeq2Seq(1), new ByteArrayInputStream(input), false);
        assertThat(outcome).isEqualTo(new LineGenerator.Outcome(5, 2));
        assertThat(out.get(1)).isEqualTo("{\"error\":\"source of 9 tokens, not 1 to 8\"}");
        assertThat(out.get(2)).startsWith("{\"text\":\"\",\"tokens\":[],");
        assertThat(out.get(3))
                .isEqualTo(
                        "{\"error\":\"invalid UTF-8 at byte offset 1 of the line: found 0xFF\"}");
        assertThat(out.get(4)).startsWith("{\"text\":\"B\"");
    }

    @Test
    void when_whatIsAskedMakesNoSense_then_itStops() {
        assertThatThrownBy(() -> run(new FakeSeq2Seq(1), stream("mars\nb\n"), false))
                .isInstanceOf(ModelException.class)
                .hasMessage("language mars, expected en");
        assertThat(out).isEmpty();
    }

    @Test
    void when_theNextLineIsNotTyped_then_theLastIsAnswered() throws Exception {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        try (PipedOutputStream typed = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(typed)) {
            CompletableFuture<?> running =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    generator(new FakeSeq2Seq(1), false).run(in, answers::add);
                                } catch (IOException | InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            typed.write("a\n".getBytes(UTF_8));
            typed.flush();
            assertThat(answers.take()).contains("\"A\"");
            typed.close();
            running.join();
        }
    }

    @Test
    void when_theInputNeverEnds_then_fewLinesAreHeld() throws Exception {
        FakeSeq2Seq client = new FakeSeq2Seq(Integer.MAX_VALUE);
        InputStream endless =
                new InputStream() {
                    private boolean odd;

                    @Override
                    public int read() {
                        odd = !odd;
                        return odd ? 'a' : '\n';
                    }

                    @Override
                    public int read(byte[] buffer, int from, int length) {
                        for (int i = 0; i < length; i++) {
                            buffer[from + i] = (byte) read();
                        }
                        return length;
                    }
                };
        Thread running =
                new Thread(
                        () -> {
                            try {
                                run(client, endless, false);
                            } catch (IOException | InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        running.setDaemon(true);
        running.start();
        int before = -1;
        while (client.asked.size() < 256 || client.asked.size() != before) {
            before = client.asked.size();
            Thread.sleep(100);
        }
        assertThat(before).isLessThanOrEqualTo(260);
    }

    @Test
    void when_aLineIsLongerThanCanBeHeld_then_itIsPassedOver() throws Exception {
        InputLines lines = new InputLines(stream("12345\nabc\n"), 4);
        assertThatThrownBy(lines::next).hasMessage("line of 5 bytes, expected at most 4");
        assertThat(lines.next()).isEqualTo("abc");
        assertThat(lines.next()).isNull();
    }

    private LineGenerator.Outcome run(FakeSeq2Seq client, InputStream in, boolean isWithAttention)
            throws IOException, InterruptedException {
        return generator(client, isWithAttention).run(in, out::add);
    }

    private static LineGenerator generator(FakeSeq2Seq client, boolean isWithAttention) {
        return new LineGenerator(
                client, GenerateRequest.of(""), Set.of(FakeSeq2Seq.END), isWithAttention);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
