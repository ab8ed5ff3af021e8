package dev.limelight.modelserver.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.server.endpoint.TranslatedFiles.File;
import dev.limelight.modelserver.server.http.HttpError;
import dev.limelight.pipeline.text.markup.file.SourceFormat;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TranslatedFilesTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final TranslatedFiles files =
            new TranslatedFiles(100, Duration.ofMinutes(1), clock::get);

    private String put(int bytes) {
        return files.put(new File("a.txt", SourceFormat.TXT, new byte[bytes]));
    }

    @Test
    void when_theTimeIsUp_then_theFileIsGone() {
        String name = put(60);
        clock.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(files.get(name)).isPresent();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(files.get(name)).isEmpty();
        assertThat(files.bytes()).isZero();
    }

    @Test
    void when_thereIsNoRoom_then_onlyFetchedOnesMakeSome() {
        String first = put(40);
        String second = put(40);
        assertThatThrownBy(() -> put(40))
                .isInstanceOf(HttpError.class)
                .hasMessageContaining("80 bytes of translated files wait to be fetched");
        assertThat(files.get(second)).isPresent();
        String third = put(40);
        assertThat(files.get(first)).isPresent();
        assertThat(files.get(second)).isEmpty();
        assertThat(files.get(third)).isPresent();
        assertThat(files.bytes()).isEqualTo(80);
    }

    @Test
    void when_namesAreMade_then_noneComesTwice() {
        var names = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) {
            names.add(put(0));
        }
        assertThat(names).hasSize(1_000).allMatch(name -> name.matches("[\\w-]{24}\\.txt"));
    }
}
