package dev.limelight.modelserver.architecture.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.limelight.modelserver.api.BundleFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleChecksTest {

    private static final Path DATA = Path.of("..", "test-data", "seq2seq");
    private static final String DECODER = "decoder_model.onnx";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"marian", "bart", "mbart", "pegasus", "m2m100", "t5", "flan-t5"})
    void graphsAndSettingsOfTheTinyModels_areFine(String architecture) {
        for (String layout : new String[] {"-split", "-merged"}) {
            Path bundle = DATA.resolve(architecture + layout);
            assertThat(BundleChecks.run(bundle, "default"))
                    .filteredOn(finding -> !finding.check().startsWith("tokenizer"))
                    .filteredOn(finding -> !finding.check().equals("architecture"))
                    .hasSize(7)
                    .allMatch(BundleFinding::isOk);
        }
    }

    @Test
    void emptyFolder_lacksAllAtOnce() {
        assertThat(problems("default"))
                .anyMatch(text -> text.startsWith("there is no config.json; it lies beside"))
                .anyMatch(text -> text.startsWith("there is no encoder_model.onnx, here or under"))
                .anyMatch(text -> text.startsWith("there is no tokenizer: found nothing"))
                .hasSize(3);
    }

    @Test
    void missingDecoder_isNamedWithWhatIsThere() throws IOException {
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
    void otherSuffix_isNamedWithThoseThereAre() throws IOException {
        copy("bart-merged");
        assertThat(problems("_q8"))
                .contains("there is no encoder_model_q8.onnx, expected a --suffix of [_fp32]");
    }

    @Test
    void settings_areNamedEach() throws IOException {
        copy("bart-split");
        edit("generation_config.json", json -> json.addProperty("do_sample", true));
        edit("generation_config.json", json -> json.addProperty("num_beams", "four"));
        edit("generation_config.json", json -> json.remove("eos_token_id"));
        assertThat(problems("default"))
                .anyMatch(text -> text.contains("do_sample is true, expected 0.0, other values"))
                .anyMatch(text -> text.contains("num_beams is \"four\", expected a whole number"))
                .anyMatch(text -> text.contains("generation_config.json has no eos_token_id"));
    }

    @Test
    void sizes_areAskedFor() throws IOException {
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
    void halfPrecisionInAndOut_isRefusedWithTheOptionThatHelps() throws IOException {
        copy("bart-split");
        editGraph(
                model ->
                        model.getGraphBuilder()
                                .getOutputBuilder(0)
                                .getTypeBuilder()
                                .getTensorTypeBuilder()
                                .setElemType(TensorProto.DataType.FLOAT16_VALUE));
        assertThat(problems("default"))
                .anyMatch(
                        text ->
                                text.startsWith("decoder_model.onnx has 1 inputs and outputs")
                                        && text.contains("(logits is FLOAT16), expected float32")
                                        && text.contains("keep_io_types=True"));
    }

    @Test
    void fusedAttention_isNamed() throws IOException {
        copy("bart-split");
        editGraph(
                model ->
                        model.getGraphBuilder().getNodeBuilderList().stream()
                                .filter(node -> node.getOpType().equals("Softmax"))
                                .forEach(node -> node.setOpType("Sigmoid")));
        assertThat(problems("default"))
                .anyMatch(
                        text ->
                                text.startsWith("decoder_model.onnx: 0 attention maps")
                                        && text.contains("export the model without fused"));
    }

    @Test
    void missingWeights_areNamed() throws IOException {
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
    void brokenGraph_isNamed() throws IOException {
        copy("bart-split");
        Files.write(folder.resolve(DECODER), new byte[] {1, 2, 3});
        assertThat(problems("default"))
                .anyMatch(
                        text ->
                                text.startsWith(folder.resolve(DECODER) + " is no ONNX model")
                                        && text.endsWith("fetch or export it again"));
    }

    @Test
    void vocabulariesOfTwoModels_areToldApart() throws IOException {
        copy("bart-split");
        edit("config.json", json -> json.addProperty("vocab_size", 90));
        Files.delete(folder.resolve("tokenizer.json"));
        Files.writeString(
                folder.resolve("vocab.json"), "{\"a\": 0, \"b\": 399, \"c\": 401, \"d\": 3}");
        assertThat(problems("default"))
                .contains(
                        "decoder_model.onnx writes 400 tokens, expected 90 as in config.json; they"
                                + " are of two models",
                        "the tokenizer has ids up to 401, expected less than 400, the tokens that"
                                + " the model knows; it is the tokenizer of another model");
        Files.writeString(
                folder.resolve("tokenizer.json"),
                "{\"model\": {\"vocab\": [[\"a\", 0.0], [\"b\", -1.0]]}}");
        assertThat(problems("default")).noneMatch(text -> text.startsWith("the tokenizer has ids"));
    }

    @Test
    void tokenizerInAnyForm_isEnough() throws IOException {
        for (List<String> form :
                List.of(
                        List.of("tokenizer.json"),
                        List.of("source.spm", "target.spm", "vocab.json"),
                        List.of("spiece.model"))) {
            for (String file : form) {
                Files.writeString(folder.resolve(file), "{}");
            }
            assertThat(problems("default")).noneMatch(text -> text.contains("no tokenizer"));
            for (String file : form) {
                Files.delete(folder.resolve(file));
            }
        }
        Files.writeString(folder.resolve("source.spm"), "");
        assertThat(problems("default"))
                .anyMatch(text -> text.startsWith("there is no tokenizer: found [source.spm]"));
    }

    @Test
    void kindThatCannotBeRun_isNamed() throws IOException {
        copy("bart-split");
        edit("config.json", json -> json.addProperty("model_type", "whisper"));
        assertThat(problems("default"))
                .anyMatch(
                        text -> text.startsWith("config.json has model_type 'whisper', expected"));
    }

    private static void external(ModelProto.Builder model, String location) {
        model.getGraphBuilder()
                .getInitializerBuilder(0)
                .clearRawData()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .clearExternalData()
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location));
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
