package dev.limelight.modelserver.architecture.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.architecture.Seq2SeqArchitectures;
import dev.limelight.modelserver.architecture.text.Seq2SeqTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokenizers without a {@code tokenizer.json} read and write odd texts as transformers' do. */
class OwnTokenizerFilesTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "optimum");
    private static final String PIECES = "sentencepiece.bpe.model";

    record Case(String text, List<Integer> ids, String decoded) {}

    record Golden(JsonObject config, List<Case> cases, List<Case> control) {}

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bart", "mbart", "mbart-bare", "mbart50", "mbart50-bare", "nllb"})
    void when_aFolderHasItsOwnFilesOnly_then_textsAreReadAsTransformersDoes(String name)
            throws IOException {
        Golden golden = golden(name);
        try (var opened = new Opened(tokenizer(name, golden.config(), false))) {
            for (Case each : golden.cases()) {
                assertThat(ids(opened.tokenizer().source(each.text(), null, null)))
                        .as(each.text())
                        .isEqualTo(each.ids());
                int[] ids = each.ids().stream().mapToInt(Integer::intValue).toArray();
                assertThat(opened.tokenizer().decode(ids).text()).isEqualTo(each.decoded());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bart", "mbart", "mbart50", "nllb"})
    void when_aTextHasNamesOfControlTokens_then_onlyTheSwitchReadsThem(String name)
            throws IOException {
        Golden golden = golden(name);
        try (var read = new Opened(tokenizer(name, golden.config(), true));
                var text = new Opened(tokenizer(name, golden.config(), false))) {
            for (Case each : golden.control()) {
                assertThat(ids(read.tokenizer().source(each.text(), null, null)))
                        .as(each.text())
                        .isEqualTo(each.ids());
                assertThat(ids(text.tokenizer().source(each.text(), null, null)))
                        .isNotEqualTo(each.ids());
            }
        }
    }

    @Test
    void when_onlyTheModelsFileNamesTheClass_then_itCounts() throws IOException {
        Golden fifty = golden("mbart50-bare");
        var config = new JsonObject();
        config.addProperty("tokenizer_class", "MBart50Tokenizer");
        Files.writeString(folder.resolve("config.json"), config.toString());
        try (var opened = new Opened(tokenizer("mbart", new JsonObject(), false))) {
            Case first = fifty.cases().get(0);
            assertThat(ids(opened.tokenizer().source(first.text(), null, null)))
                    .isEqualTo(first.ids());
        }
    }

    private Seq2SeqTokenizer tokenizer(String name, JsonObject config, boolean readsControl)
            throws IOException {
        boolean isBart = name.equals("bart");
        Path bundle =
                DATA.resolve(isBart ? "bart-vocab-and-merges-only" : "mbart50-sentencepiece-only");
        if (!isBart && !Files.exists(folder.resolve(PIECES))) {
            Files.copy(bundle.resolve(PIECES), folder.resolve(PIECES));
        }
        Files.writeString(folder.resolve("tokenizer_config.json"), config.toString());
        String type = isBart ? "bart" : name.equals("nllb") ? "m2m_100" : "mbart";
        return Seq2SeqArchitectures.of(type).tokenizer(isBart ? bundle : folder, readsControl);
    }

    private static List<Integer> ids(List<TokenSpan> tokens) {
        return tokens.stream().map(TokenSpan::id).toList();
    }

    private static Golden golden(String name) throws IOException {
        TypeToken<Map<String, Golden>> type = new TypeToken<>() {};
        return new Gson().fromJson(Files.readString(DATA.resolve("texts.json")), type).get(name);
    }

    private record Opened(Seq2SeqTokenizer tokenizer) implements AutoCloseable {

        @Override
        public void close() {
            tokenizer.close();
        }
    }
}
