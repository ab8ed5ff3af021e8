package dev.limelight.modelserver.architecture.inspect.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.folder.BundleFinding.Severity;
import dev.limelight.modelserver.architecture.inspect.FactsReader;
import dev.limelight.modelserver.architecture.seq2seq.TextGolden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class BundleChecksTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "seq2seq");
    private static final String DECODER = "decoder_model.onnx";

    @TempDir private Path folder;

    static List<String> architectures() {
        return TextGolden.architectures();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void when_aModelIsWhole_then_thereIsNothingToSay(String architecture) {
        for (String layout : new String[] {"-split", "-merged"}) {
            Path bundle = DATA.resolve(architecture + layout);
            assertThat(BundleChecks.run(bundle, "default"))
                    .hasSize(13)
                    .allMatch(BundleFinding::isOk);
        }
    }

    @Test
    void when_aFolderIsEmpty_then_allThatLacksIsNamedAtOnce() {
        assertThat(problems("default"))
                .anyMatch(text -> text.startsWith("there is no config.json; it lies beside"))
                .anyMatch(text -> text.startsWith("there is no encoder_model.onnx, here or under"))
                .anyMatch(text -> text.startsWith("there is no tokenizer, expected files of"))
                .hasSize(3);
    }

    @Test
    void when_theDecoderIsMissing_then_itIsNamedWithWhatIsThere() throws IOException {
        copy("bart-split");
        Files.delete(folder.resolve("decoder_with_past_model.onnx"));
        assertThat(problems("default"))
                .contains(
                        "there is no decoder_with_past_model.onnx, nor a decoder_model_merged.onnx"
                                + " that does its work; found [decoder_model.onnx,"
                                + " encoder_model.onnx]; fetch it, or export the model: optimum-cli"
                                + " export onnx --model MODEL --task"
                                + " text2text-generation-with-past FOLDER");
    }

    @Test
    void when_theSuffixIsAnother_then_itIsNamedWithThoseThereAre() throws IOException {
        copy("bart-merged");
        assertThat(problems("_q8"))
                .contains("there is no encoder_model_q8.onnx, expected a --suffix of [_fp32]");
    }

    @Test
    void when_settingsAreWrong_then_eachIsNamed() throws IOException {
        copy("bart-split");
        edit("generation_config.json", json -> json.addProperty("do_sample", true));
        edit("generation_config.json", json -> json.addProperty("num_beams", "four"));
        edit("generation_config.json", json -> json.remove("eos_token_id"));
        assertThat(problems("default"))
                .anyMatch(text -> text.contains("do_sample is true, expected false; nothing else"))
                .anyMatch(text -> text.contains("num_beams is \"four\", expected a whole number"))
                .anyMatch(text -> text.contains("generation_config.json has no eos_token_id"));
    }

    @Test
    void when_aKeyOfLimelightHasAWrongValue_then_itIsTold() throws IOException {
        copy("bart-split");
        JsonObject alignment = new JsonObject();
        alignment.addProperty("layer", "last");
        JsonObject own = new JsonObject();
        own.add("alignment", alignment);
        edit("config.json", json -> json.add("limelight", own));
        assertThat(problems("default"))
                .contains(
                        "config.json, limelight, alignment: layer is \"last\", expected a whole"
                                + " number");
        assertThatThrownBy(() -> FactsReader.of(folder))
                .hasMessageContaining("alignment: layer is \"last\", expected a whole number");
    }

    @Test
    void when_sizesAreMissing_then_theyAreAskedFor() throws IOException {
        copy("bart-split");
        edit("config.json", json -> json.remove("decoder_attention_heads"));
        edit("config.json", json -> json.addProperty("is_encoder_decoder", false));
        assertThat(problems("default"))
                .anyMatch(text -> text.contains("config.json has none of decoder_attention_heads"))
                .anyMatch(text -> text.contains("is_encoder_decoder false"));
        Files.writeString(folder.resolve("config.json"), "[]");
        assertThat(problems("default")).contains("config.json is no JSON object; fetch it again");
    }

    @Test
    void when_inputsAndOutputsAreOfDoublePrecision_then_theyAreRefusedWithTheOptionThatHelps()
            throws IOException {
        copy("bart-split");
        editGraph(
                model ->
                        model.getGraphBuilder()
                                .getOutputBuilder(0)
                                .getTypeBuilder()
                                .getTensorTypeBuilder()
                                .setElemType(TensorProto.DataType.DOUBLE_VALUE));
        assertThat(problems("default"))
                .anyMatch(
                        text ->
                                text.startsWith("decoder_model.onnx has 1 inputs and outputs")
                                        && text.contains("(logits is DOUBLE), expected float32")
                                        && text.contains("keep_io_types=True"));
    }

    @Test
    void when_attentionIsFused_then_itIsNamed() throws IOException {
        copy("bart-split");
        editGraph(
                model ->
                        model.getGraphBuilder().getNodeBuilderList().stream()
                                .filter(node -> node.getOpType().equals("Softmax"))
                                .forEach(node -> node.setOpType("Sigmoid")));
        assertThat(BundleChecks.run(folder, "default"))
                .filteredOn(finding -> !finding.isOk())
                .hasSize(1)
                .allMatch(
                        finding ->
                                finding.severity() == Severity.WARNING
                                        && finding.message()
                                                .startsWith("decoder_model.onnx: 0 attention maps")
                                        && finding.message()
                                                .contains("export the model without fused"));
    }

    @Test
    void when_weightsAreMissing_then_theyAreNamed() throws IOException {
        copy("bart-split");
        editGraph(model -> external(model, "decoder_model.onnx_data"));
        String missing =
                "there is no decoder_model.onnx_data, which holds weights of decoder_model.onnx;"
                        + " fetch it to the same folder";
        assertThat(problems("default")).contains(missing);
        Files.write(folder.resolve("decoder_model.onnx_data"), new byte[8]);
        assertThat(problems("default")).doesNotContain(missing);
        editGraph(model -> external(model, "../../etc/passwd"));
        assertThat(problems("default"))
                .anyMatch(text -> text.contains("from ../../etc/passwd, expected a file beside"));
    }

    @Test
    void when_aGraphIsBroken_then_itIsNamed() throws IOException {
        copy("bart-split");
        cut(DECODER, 200_000);
        assertThat(problems("default"))
                .hasSize(1)
                .allMatch(
                        text ->
                                text.startsWith(folder.resolve(DECODER) + " is no ONNX model")
                                        && text.endsWith("fetch or export it again"));
    }

    @Test
    void when_vocabulariesAreOfTwoModels_then_theyAreToldApart() throws IOException {
        copy("marian-split");
        edit("config.json", json -> json.addProperty("decoder_vocab_size", 90));
        edit("vocab.json", json -> json.addProperty("stranger", 401));
        assertThat(problems("default"))
                .contains(
                        "decoder_model.onnx writes 400 tokens, expected 90 as in config.json; they"
                                + " are of two models",
                        "the tokenizer has ids up to 401, expected less than 400, the tokens that"
                                + " the model knows; it is the tokenizer of another model");
        edit("vocab.json", json -> json.remove("stranger"));
        assertThat(problems("default")).noneMatch(text -> text.startsWith("the tokenizer has ids"));
    }

    @ParameterizedTest
    @CsvSource({
        "marian-split, target.spm, 'expected source.spm, target.spm and vocab.json; found"
                + " [source.spm, vocab.json]'",
        "m2m100-split, vocab.json, 'expected tokenizer.json, or sentencepiece.bpe.model and"
                + " vocab.json; found [sentencepiece.bpe.model]'",
        "bart-split, tokenizer.json, 'has no tokenizer, expected tokenizer.json, or vocab.json and"
                + " merges.txt; found []'"
    })
    void when_tokenizerFilesAreMissing_then_theyAreNamedAsTheArchitectureNeedsThem(
            String bundle, String file, String message) throws IOException {
        copy(bundle);
        Files.delete(folder.resolve(file));
        assertThat(problems("default"))
                .hasSize(1)
                .allMatch(text -> text.contains(message) && text.contains("models pull"));
    }

    @ParameterizedTest
    @CsvSource({
        "marian-split, source.spm",
        "marian-split, vocab.json",
        "bart-split, tokenizer.json"
    })
    void when_aTokenizerIsCut_then_itIsNamed(String bundle, String file) throws IOException {
        copy(bundle);
        cut(file, 1000);
        assertThat(problems("default"))
                .hasSize(1)
                .allMatch(text -> text.contains(folder.resolve(file).toString()));
    }

    @Test
    void when_filesAreGitLfsPointers_then_theyAreToldFromBrokenFiles() throws IOException {
        copy("marian-split");
        String pointer =
                "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 151234567\n"
                        .formatted("a".repeat(64));
        Files.writeString(folder.resolve(DECODER), pointer);
        Files.writeString(folder.resolve("source.spm"), pointer);
        Files.write(folder.resolve("target.spm"), new byte[0]);
        String stands = " is a Git LFS pointer, expected the file of 151234567 octets";
        assertThat(problems("default"))
                .anyMatch(
                        text -> text.startsWith(DECODER + stands) && text.contains("git lfs pull"))
                .anyMatch(text -> text.startsWith("source.spm" + stands))
                .anyMatch(text -> text.startsWith("target.spm is empty"))
                .hasSize(3);
    }

    @Test
    void when_weightsAreCut_then_theyAreNamedWithBothSizes() throws IOException {
        copy("bart-split");
        editGraph(
                model -> {
                    external(model, "weights.onnx_data");
                    model.getGraphBuilder()
                            .getInitializerBuilder(0)
                            .addExternalData(entry("offset", "4096"))
                            .addExternalData(entry("length", "512"));
                });
        Files.write(folder.resolve("weights.onnx_data"), new byte[4607]);
        assertThat(problems("default"))
                .containsExactly(
                        "weights.onnx_data has 4607 octets, expected at least 4608 for the weights"
                                + " of decoder_model.onnx; fetch it again");
        Files.write(folder.resolve("weights.onnx_data"), new byte[4608]);
        assertThat(problems("default")).isEmpty();
    }

    @Test
    void when_graphsAreOfTwoModels_then_theyAreToldApart() throws IOException {
        copy("bart-split");
        Path small = DATA.resolve("bart-split").resolve("encoder_model.onnx");
        ModelProto.Builder encoder = ModelProto.parseFrom(Files.readAllBytes(small)).toBuilder();
        List<ValueInfoProto.Builder> outputs = encoder.getGraphBuilder().getOutputBuilderList();
        var shape = outputs.get(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        shape.getDimBuilder(2).setDimValue(64);
        encoder.getGraphBuilder().getInputBuilder(1).setName("token_type_ids");
        Files.write(folder.resolve("encoder_model.onnx"), encoder.build().toByteArray());
        edit("config.json", json -> json.addProperty("decoder_layers", 3));
        assertThat(problems("default"))
                .anyMatch(
                        text ->
                                text.startsWith("encoder_model.onnx has the inputs [input_ids,")
                                        && text.contains("expected [attention_mask, input_ids]"))
                .anyMatch(
                        text ->
                                text.startsWith("decoder_model.onnx reads states of 32 numbers,")
                                        && text.contains("expected 64 as encoder_model.onnx"))
                .anyMatch(
                        text ->
                                text.startsWith("decoder_with_past_model.onnx has inputs")
                                        && text.contains(
                                                "cache of 2 layers, expected 3 as in config"));
    }

    @Test
    void when_outputsThatLaterStepsReadAreMissing_then_theyAreAskedFor() throws IOException {
        copy("bart-split");
        editGraph(
                model ->
                        model.getGraphBuilder().getOutputBuilderList().stream()
                                .filter(output -> output.getName().startsWith("present.1.encoder"))
                                .forEach(output -> output.setName("x" + output.getName())));
        assertThat(problems("default"))
                .anyMatch(
                        text ->
                                text.startsWith(
                                        "decoder_model.onnx lacks the outputs"
                                                + " [present.1.encoder.key,"
                                                + " present.1.encoder.value]"));
    }

    @Test
    void when_settingsContradict_then_theyAreNamed() throws IOException {
        copy("bart-split");
        edit(
                "generation_config.json",
                json -> {
                    json.addProperty("min_length", 30);
                    json.addProperty("max_length", 20);
                    json.addProperty("num_beams", 1);
                    json.addProperty("early_stopping", true);
                    json.addProperty("forced_bos_token_id", 400);
                    json.addProperty("decoder_start_token_id", 3);
                });
        assertThat(BundleChecks.run(folder, "default"))
                .filteredOn(BundleFinding::isError)
                .extracting(BundleFinding::message)
                .containsExactly(
                        "generation_config.json has forced_bos_token_id 400, expected less than"
                                + " 400, the tokens that the model knows; it is of another model");
        assertThat(problems("default"))
                .anyMatch(text -> text.contains("has min_length 30 and max_length 20, expected"))
                .anyMatch(text -> text.contains("has early_stopping true and num_beams 1"))
                .anyMatch(text -> text.contains("has decoder_start_token_id 3 and config.json 2"))
                .hasSize(4);
    }

    @Test
    void when_theLongestTextIsBeyondThePositions_then_bothAreNamed() throws IOException {
        copy("bart-split");
        edit("generation_config.json", json -> json.addProperty("max_length", 50));
        assertThat(problems("default"))
                .containsExactly(
                        "generation_config.json allows texts of 49 tokens, expected at most 48 as"
                                + " config.json has positions; lower max_new_tokens or max_length"
                                + " there");
        edit("generation_config.json", json -> json.addProperty("max_length", 49));
        assertThat(problems("default")).isEmpty();
    }

    @Test
    void when_theBundleNamesASuffix_then_itIsMeant() throws IOException {
        copy("bart-split");
        JsonObject own = new JsonObject();
        own.addProperty("suffix", "_int8");
        edit("config.json", json -> json.add("limelight", own));
        assertThat(problems("default"))
                .containsExactly(
                        "there is no encoder_model_int8.onnx, expected a --suffix of ['']");
    }

    @Test
    void when_theKindCannotBeRun_then_itIsNamed() throws IOException {
        copy("bart-split");
        edit("config.json", json -> json.addProperty("model_type", "whisper"));
        assertThat(problems("default"))
                .anyMatch(
                        text ->
                                text.startsWith(
                                                "config.json has model_type 'whisper', expected one")
                                        && text.contains("[bart, m2m_100, marian, mbart, mt5,"));
    }

    private static void external(ModelProto.Builder model, String location) {
        model.getGraphBuilder()
                .getInitializerBuilder(0)
                .clearRawData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .clearExternalData()
                .addExternalData(entry("location", location));
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private void cut(String file, int octets) throws IOException {
        Path path = folder.resolve(file);
        Files.write(path, Arrays.copyOf(Files.readAllBytes(path), octets));
    }

    private List<String> problems(String suffix) {
        return BundleChecks.run(folder, suffix).stream()
                .filter(finding -> !finding.isOk())
                .map(BundleFinding::message)
                .toList();
    }

    private void copy(String bundle) throws IOException {
        Path from = DATA.resolve(bundle);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private void edit(String file, Consumer<JsonObject> change) throws IOException {
        Path path = folder.resolve(file);
        JsonObject json = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
        change.accept(json);
        Files.writeString(path, json.toString());
    }

    private void editGraph(Consumer<ModelProto.Builder> change) throws IOException {
        Path path = folder.resolve(DECODER);
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(path)).toBuilder();
        change.accept(model);
        Files.write(path, model.build().toByteArray());
    }
}
