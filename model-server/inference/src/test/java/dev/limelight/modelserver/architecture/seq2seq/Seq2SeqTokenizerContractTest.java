package dev.limelight.modelserver.architecture.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.api.ModelException;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.architecture.Seq2SeqArchitectures;
import dev.limelight.modelserver.architecture.text.Seq2SeqArchitecture;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer.Decoded;
import dev.limelight.modelserver.architecture.text.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every architecture's tokenizer promises, each with the files of both its tiny bundles. */
class Seq2SeqTokenizerContractTest {

    /** More than any of the architectures can write. */
    private static final int MOST_DECODED = 2_000;

    static List<String> bundles() {
        return TextGolden.bundles();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_aTextIsEncoded_then_itHasTheIdsOfTransformers(String bundle) {
        try (Opened opened = Opened.of(bundle)) {
            for (TextGolden.Text text : TextGolden.of(bundle).texts()) {
                List<TokenSpan> tokens = opened.tokenizer().source(text.text(), null, null);
                assertThat(ids(tokens)).as("%s '%s'", bundle, text.text()).isEqualTo(text.ids());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_idsAreDecoded_then_theyHaveTheTextOfTransformers(String bundle) {
        try (Opened opened = Opened.of(bundle)) {
            TextGolden golden = TextGolden.of(bundle);
            for (List<TextGolden.Text> texts : List.of(golden.texts(), golden.drawn())) {
                for (TextGolden.Text text : texts) {
                    if (text.ids().length > MOST_DECODED) {
                        continue; // placing tokens takes the square of their number
                    }
                    Decoded decoded = opened.tokenizer().decode(text.ids());
                    assertThat(decoded.text()).isEqualTo(text.decoded());
                    assertPlaced(text.ids(), decoded);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_aTextIsEncoded_then_spansAreInOrderWithinIt(String bundle) {
        try (Opened opened = Opened.of(bundle)) {
            for (TextGolden.Text text : TextGolden.of(bundle).texts()) {
                List<TokenSpan> tokens = opened.tokenizer().source(text.text(), null, null);
                assertOrdered(tokens, text.text().length());
                assertThat(opened.tokenizer().count(text.text()))
                        .isEqualTo(opened.tokenizer().tokens(text.text()).size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_aSurrogateIsAlone_then_itIsRead(String bundle) {
        try (Opened opened = Opened.of(bundle)) {
            String broken = "a \ud83d b \udc00";
            String read = "a \ufffd b \ufffd";
            assertThat(ids(opened.tokenizer().source(broken, null, null)))
                    .isEqualTo(ids(opened.tokenizer().source(read, null, null)));
        }
    }

    /**
     * A model of many languages must be told one that it has; one of a single pair may ignore it.
     */
    @ParameterizedTest
    @MethodSource("bundles")
    void when_aLanguageIsUnknown_then_itIsRefusedWithTheKnownOnes(String bundle) {
        try (Opened opened = Opened.of(bundle)) {
            Seq2SeqTokenizer tokenizer = opened.tokenizer();
            if (!tokenizer.targetLanguages().isEmpty()) {
                assertThatThrownBy(() -> tokenizer.forcedFirst("tlh"))
                        .isInstanceOf(ModelException.class)
                        .hasMessageContaining("'tlh', expected one of [");
            } else {
                assertThat(tokenizer.forcedFirst("tlh")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void when_aFolderHasNoTokenizer_then_theErrorSaysWhatWasLookedFor(
            String bundle, @TempDir Path empty) throws IOException {
        Path config = TextGolden.folder(bundle).resolve("config.json");
        Files.copy(config, empty.resolve("config.json"));
        Seq2SeqArchitecture architecture = Opened.architecture(empty);
        assertThatThrownBy(() -> architecture.tokenizer(empty, false))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no tokenizer, expected");
    }

    private static int[] ids(List<TokenSpan> tokens) {
        return tokens.stream().mapToInt(TokenSpan::id).toArray();
    }

    private static void assertPlaced(int[] ids, Decoded decoded) {
        assertThat(ids(decoded.tokens())).isEqualTo(ids);
        assertOrdered(decoded.tokens(), decoded.text().length());
    }

    private static void assertOrdered(List<TokenSpan> tokens, int length) {
        int before = 0;
        for (TokenSpan token : tokens) {
            assertThat(token.start()).isBetween(before, length);
            assertThat(token.end()).isBetween(token.start(), length);
            before = token.start();
        }
    }

    private record Opened(Seq2SeqTokenizer tokenizer) implements AutoCloseable {

        static Opened of(String bundle) {
            Path folder = TextGolden.folder(bundle);
            return new Opened(architecture(folder).tokenizer(folder, false));
        }

        static Seq2SeqArchitecture architecture(Path folder) {
            var type = new TokenizerFiles(folder).value("config.json", "model_type");
            return Seq2SeqArchitectures.of(type.orElseThrow().getAsString());
        }

        @Override
        public void close() {
            tokenizer.close();
        }
    }
}
