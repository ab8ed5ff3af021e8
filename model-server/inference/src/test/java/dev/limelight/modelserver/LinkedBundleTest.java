package dev.limelight.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.limelight.modelserver.api.TokenSpan;
import dev.limelight.modelserver.api.folder.BundleFinding;
import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.Seq2SeqClient;
import dev.limelight.modelserver.api.generate.Seq2SeqOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles with weights beside the graphs, reached through links of every kind. */
@Tag("slow")
class LinkedBundleTest {

    private static final Path BUNDLE = Path.of("..", "..", "test-data", "seq2seq", "marian-split");
    private static final int LARGE = 64;

    @TempDir private Path folder;
    private Path plain;

    @BeforeEach
    void putWeightsBeside() throws IOException {
        plain = Files.createDirectory(folder.resolve("plain"));
        for (Path file : files(BUNDLE)) {
            if (file.toString().endsWith(".onnx")) {
                split(file);
            } else {
                Files.copy(file, plain.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void when_weightsLieBeside_then_theyAreRead() throws IOException {
        assertWorks(plain);
    }

    @Test
    void when_theFolderIsOneOfTheHubsCache_then_itWorks() throws IOException {
        Path snapshot = folder.resolve("hub/models--org--name/snapshots/" + "a".repeat(40));
        Files.createDirectories(snapshot);
        Path blobs = Files.createDirectory(folder.resolve("hub/models--org--name/blobs"));
        for (Path file : files(plain)) {
            Path blob = blobs.resolve("blob-" + file.getFileName().hashCode());
            Files.copy(file, blob);
            Path link = snapshot.resolve(file.getFileName());
            Files.createSymbolicLink(link, snapshot.relativize(blob));
        }
        assertWorks(snapshot);
    }

    @Test
    void when_theFolderIsAKubernetesVolume_then_itWorks() throws IOException {
        Path volume = Files.createDirectory(folder.resolve("volume"));
        Path dated = Files.createDirectory(volume.resolve("..2026_11_29"));
        Files.createSymbolicLink(volume.resolve("..data"), Path.of("..2026_11_29"));
        for (Path file : files(plain)) {
            Files.copy(file, dated.resolve(file.getFileName()));
            Path name = file.getFileName();
            Files.createSymbolicLink(volume.resolve(name), Path.of("..data").resolve(name));
        }
        assertWorks(volume);
    }

    @Test
    void when_eachFileLiesInAFolderOfItsOwn_then_itWorks() throws IOException {
        Path links = Files.createDirectory(folder.resolve("links"));
        int number = 0;
        for (Path file : files(plain)) {
            Path own = Files.createDirectories(folder.resolve("store/" + number++ + "/x"));
            Files.copy(file, own.resolve("content"));
            Files.createSymbolicLink(links.resolve(file.getFileName()), own.resolve("content"));
        }
        assertWorks(links);
    }

    @Test
    void when_theBundleItselfIsALink_then_itWorks() throws IOException {
        assertWorks(Files.createSymbolicLink(folder.resolve("link"), plain));
    }

    @Test
    void when_weightsAreMissing_then_theFileIsNamed() throws IOException {
        Files.delete(plain.resolve("decoder_model.onnx_data"));
        assertThatThrownBy(() -> tokens(plain))
                .hasMessageContaining(
                        "there is no decoder_model.onnx_data, which holds weights of"
                                + " decoder_model.onnx; fetch it to the same folder");
    }

    private static void assertWorks(Path bundle) {
        assertThat(ModelFolder.open(bundle).verify("default")).allMatch(BundleFinding::isOk);
        assertThat(tokens(bundle)).isEqualTo(tokens(BUNDLE));
    }

    private static List<Integer> tokens(Path bundle) {
        try (Seq2SeqClient client =
                EmbeddedModels.openSeq2Seq(Seq2SeqOptions.of(bundle.toString()))) {
            return client
                    .generate(GenerateRequest.of("The light is on."))
                    .join()
                    .best()
                    .tokens()
                    .stream()
                    .map(TokenSpan::id)
                    .toList();
        }
    }

    private void split(Path file) throws IOException {
        var data = new ByteArrayOutputStream();
        String name = file.getFileName() + "_data";
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            byte[] raw = tensor.getRawData().toByteArray();
            if (raw.length > LARGE) {
                tensor.clearRawData()
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(entry("location", name))
                        .addExternalData(entry("offset", String.valueOf(data.size())))
                        .addExternalData(entry("length", String.valueOf(raw.length)));
                data.write(raw);
            }
        }
        Files.write(plain.resolve(file.getFileName()), model.build().toByteArray());
        Files.write(plain.resolve(name), data.toByteArray());
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private static List<Path> files(Path where) throws IOException {
        try (Stream<Path> all = Files.list(where)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
