package dev.limelight.modelserver.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limelight.modelserver.hub.LocalHub.Asked;
import dev.limelight.modelserver.hub.ModelHub.Wanted;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.PullListener;
import dev.limelight.modelserver.hub.fetch.Retry;
import dev.limelight.modelserver.hub.fetch.SafeNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ModelHubTest {

    private static final Path DATA = Path.of("..", "..", "test-data", "seq2seq");
    private static final RepoId REPO = new RepoId(LocalHub.REPO);
    private static final PullListener QUIET = (file, octets, size) -> {};
    private static final String ENCODER = "encoder_model.onnx";

    @TempDir private Path folder;

    private final List<Duration> pauses = new ArrayList<>();
    private LocalHub hub;
    private HubSettings settings;

    @BeforeEach
    void start() throws IOException {
        hub = LocalHub.of(DATA.resolve("marian-split"));
        hub.files.put(
                "README.md", "---\nlicense: cc-by-4.0\n---\n".getBytes(StandardCharsets.UTF_8));
        hub.files.put("pytorch_model.bin", new byte[100]);
        hub.files.put("../../escape.json", new byte[1]);
        settings = settings(Map.of());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void when_aModelIsPulled_then_neededFilesComeIntoTheLayoutOfPythonsCache() throws IOException {
        Path snapshot = pull("main");
        Path repo = folder.resolve("hub").resolve("models--org--tiny");
        assertThat(snapshot).isEqualTo(repo.resolve("snapshots").resolve(LocalHub.COMMIT));
        assertThat(names(snapshot))
                .containsExactly(
                        "README.md",
                        "config.json",
                        "decoder_model.onnx",
                        "decoder_with_past_model.onnx",
                        ENCODER,
                        "generation_config.json",
                        "source.spm",
                        "target.spm",
                        "tokenizer_config.json",
                        "vocab.json");
        Path link = snapshot.resolve(ENCODER);
        assertThat(Files.readSymbolicLink(link))
                .isEqualTo(Path.of("..", "..", "blobs", hub.sha256(ENCODER)));
        assertThat(link).hasBinaryContent(hub.files.get(ENCODER));
        assertThat(repo.resolve("blobs").resolve(LocalHub.gitHash(hub.files.get("config.json"))))
                .exists();
        assertThat(repo.resolve("refs").resolve("main")).hasContent(LocalHub.COMMIT);
        assertThat(names(repo.resolve("blobs"))).noneMatch(name -> name.contains("incomplete"));
    }

    @Test
    void when_aModelIsPulledAgain_then_nothingIsFetched() {
        pull("main");
        hub.asked.clear();
        Path again = pull("main");
        assertThat(again.resolve(ENCODER)).exists();
        assertThat(hub.asked).hasSize(1).allMatch(asked -> asked.path().startsWith("/api/"));
    }

    @Test
    void when_pythonHasCachedAFile_then_itIsNotFetchedAgain() throws IOException {
        Path repo = folder.resolve("hub").resolve("models--org--tiny");
        Path blob = repo.resolve("blobs").resolve(hub.sha256(ENCODER));
        Files.createDirectories(blob.getParent());
        Files.write(blob, hub.files.get(ENCODER));
        pull("main");
        assertThat(hub.asked("GET", "cdn")).noneMatch(asked -> asked.path().endsWith(ENCODER));
    }

    @Test
    void when_thereIsAMergedDecoder_then_itIsPreferredAndItsDataComeAlong() throws IOException {
        hub.files.clear();
        hub.files.put("config.json", new byte[] {'{', '}'});
        hub.files.put("onnx/encoder_model_q8.onnx", new byte[] {1});
        hub.files.put("onnx/encoder_model_q8.onnx_data", new byte[] {2});
        hub.files.put("onnx/encoder_model_q8.onnx_data_1", new byte[] {2, 3});
        hub.files.put("onnx/encoder_model_q4.onnx", new byte[] {7});
        hub.files.put("onnx/decoder_model_q8.onnx", new byte[] {3});
        hub.files.put("onnx/decoder_with_past_model_q8.onnx", new byte[] {4});
        hub.files.put("onnx/decoder_model_merged_q8.onnx", new byte[] {5});
        hub.files.put("source.spm", new byte[] {6});
        Path snapshot = hub().pull(new Wanted(REPO, "main", "_q8", null), QUIET);
        assertThat(names(snapshot))
                .containsExactly(
                        "config.json",
                        "onnx/decoder_model_merged_q8.onnx",
                        "onnx/encoder_model_q8.onnx",
                        "onnx/encoder_model_q8.onnx_data",
                        "onnx/encoder_model_q8.onnx_data_1",
                        "source.spm");
        assertThatThrownBy(() -> pull("main"))
                .hasMessageContaining("several precisions, expected a --suffix of [_q4, _q8]");
        assertThatThrownBy(() -> hub().pull(new Wanted(REPO, "main", "_fp16", null), QUIET))
                .hasMessage(
                        "org/tiny has no encoder_model_fp16.onnx, expected a --suffix of [_q4, _q8]");
    }

    @Test
    void when_aModelHasNoGraphs_then_itIsRefusedWithTheCommandThatMakesThem() {
        hub.files.keySet().removeIf(file -> file.endsWith(".onnx"));
        assertThatThrownBy(() -> pull("main"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("org/tiny has neither encoder_model.onnx nor")
                .hasMessageContaining(
                        "optimum-cli export onnx --model org/tiny --task"
                                + " text2text-generation-with-past");
        assertThat(folder.resolve("hub")).doesNotExist();
    }

    @Test
    void when_theModelIsAnEncoder_then_itsGraphTokenizerAndPoolingCome() throws IOException {
        hub.close();
        hub = LocalHub.of(DATA.resolveSibling("encoders").resolve("bert-tiny"));
        hub.files.put("model.safetensors", new byte[100]);
        hub.files.put("onnx/model_q8.onnx", new byte[100]);
        settings = settings(Map.of());
        assertThat(names(pull("main")))
                .containsExactly(
                        "1_Pooling/config.json",
                        "config.json",
                        "onnx/model.onnx",
                        "sentence_bert_config.json",
                        "tokenizer.json",
                        "tokenizer_config.json");
    }

    @Test
    void when_aDownloadBreaks_then_itGoesOnWhereItBroke() {
        hub.breaks.addAll(List.of(1000, 5000));
        hub.files.keySet().removeIf(file -> file.startsWith("decoder_with"));
        hub.files.put("decoder_model_merged.onnx", new byte[] {1, 2, 3});
        Path snapshot = pull("main");
        assertThat(snapshot.resolve(ENCODER)).hasBinaryContent(hub.files.get(ENCODER));
        assertThat(hub.asked("GET", "cdn").stream().map(Asked::range).toList())
                .containsExactly("null", "bytes=1000-", "bytes=6000-", "null");
    }

    @Test
    void when_aPullBreaks_then_theNextTakesItUp() {
        hub.breaks.addAll(List.of(1000));
        Retry.Pause never =
                time -> {
                    throw new HubException("stopped here");
                };
        assertThatThrownBy(() -> new ModelHub(settings, never).pull(wanted("main"), QUIET))
                .hasMessage("stopped here");
        assertThat(folder.resolve("hub").resolve("models--org--tiny").resolve("refs"))
                .doesNotExist();
        hub.asked.clear();
        pull("main");
        assertThat(hub.asked("GET", "cdn").get(0).range()).isEqualTo("bytes=1000-");
    }

    @Test
    void when_theServerKnowsNoRanges_then_allIsSentAgain() {
        hub.ignoresRange = true;
        hub.breaks.addAll(List.of(1000, 5000));
        assertThat(pull("main").resolve("decoder_model.onnx"))
                .hasBinaryContent(hub.files.get("decoder_model.onnx"));
    }

    @Test
    void when_theContentIsWrong_then_itIsDeletedAndNamed() {
        hub.damages.add(true);
        assertThatThrownBy(() -> pull("main"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("encoder_model.onnx came with checksum")
                .hasMessageContaining("expected " + hub.sha256(ENCODER));
        assertThat(pull("main").resolve("decoder_model.onnx"))
                .hasBinaryContent(hub.files.get("decoder_model.onnx"));
    }

    @Test
    void when_theRestOfAnEarlierDownloadIsWrong_then_itIsFetchedAnew() throws IOException {
        Path rest =
                folder.resolve("hub")
                        .resolve("models--org--tiny")
                        .resolve("blobs")
                        .resolve(hub.sha256(ENCODER) + ".incomplete");
        Files.createDirectories(rest.getParent());
        Files.write(rest, new byte[500]);
        assertThat(pull("main").resolve(ENCODER)).hasBinaryContent(hub.files.get(ENCODER));
    }

    @Test
    void when_aBusyServerSaysWhen_then_itIsAskedAgainThen() {
        hub.retryAfter = "7";
        hub.statuses.addAll(List.of(503, 429, 500));
        pull("main");
        assertThat(pauses).containsExactly(seconds(7), seconds(7), seconds(7));
    }

    @Test
    void when_aBusyServerStaysBusy_then_itIsAskedLessAndLessOften() {
        hub.statuses.addAll(List.of(502, 502, 502, 502));
        pull("main");
        assertThat(pauses).containsExactly(seconds(1), seconds(2), seconds(4), seconds(8));
        hub.statuses.addAll(List.of(502, 502, 502, 502, 502));
        assertThatThrownBy(() -> pull("main"))
                .hasMessageContaining("answered 502 (5 attempts); check the network");
    }

    @Test
    void when_aServerWantsToBeLeftAloneForLong_then_itIsNotWaitedFor() {
        hub.retryAfter = "3600";
        hub.statuses.add(429);
        assertThatThrownBy(() -> pull("main"))
                .hasMessageContaining("the server asks to come back in 60 minutes");
        assertThat(pauses).isEmpty();
    }

    @Test
    void when_aTokenIsSet_then_itGoesToTheHubOnly() {
        hub.token = "hf_secret";
        settings = settings(Map.of("HF_TOKEN", "hf_secret"));
        pull("main");
        assertThat(hub.asked("GET", "cdn")).allMatch(asked -> asked.authorization().equals("null"));
        assertThat(hub.asked("HEAD", "hub"))
                .allMatch(asked -> asked.authorization().equals("Bearer hf_secret"));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void when_theHubRefuses_then_theErrorSaysWhatToDo() {
        assertRefused("no-such", "main", "404", "there is no such repository, or it is private");
        assertRefused("tiny", "v9", "404", "no such revision; expected a branch, tag or commit");
        hub.token = "hf_secret";
        assertRefused("tiny", "main", "401", "check the name, or set HF_TOKEN");
        hub.gate = "GatedRepo";
        assertRefused("tiny", "main", "401", "accept its conditions on its page");
        settings = settings(Map.of("HF_TOKEN", "wrong"));
        hub.gate = "RepoNotFound";
        assertRefused("tiny", "main", "401", "check the name and that HF_TOKEN is valid");
        hub.statuses.add(403);
        assertRefused("tiny", "main", "403", "the token may not read it");
        assertThat(pauses).isEmpty();
    }

    @Test
    void when_aRepositoryIsRenamed_then_itIsFollowed() {
        hub.oldName = "old/name";
        Wanted old = new Wanted(new RepoId("old/name"), "main", null, null);
        assertThat(hub().pull(old, QUIET).resolve(ENCODER))
                .hasBinaryContent(hub.files.get(ENCODER));
    }

    @Test
    void when_theRevisionIsABranchWithSlashesOrACommit_then_itIsPulled() {
        pull("refs/pr/1");
        Path refs = folder.resolve("hub").resolve("models--org--tiny").resolve("refs");
        assertThat(refs.resolve("refs").resolve("pr").resolve("1")).hasContent(LocalHub.COMMIT);
        pull(LocalHub.COMMIT);
        assertThat(refs.resolve(LocalHub.COMMIT)).doesNotExist();
        assertThatThrownBy(() -> wanted("../main"))
                .hasMessage("revision '../main', expected a branch, a tag or a commit");
    }

    @Test
    void when_theFolderIsTheUsers_then_itHasPlainFilesAndIsMended() throws IOException {
        Path own = folder.resolve("own");
        Wanted wanted = new Wanted(REPO, "main", null, own);
        assertThat(hub().pull(wanted, QUIET)).isEqualTo(own);
        assertThat(own.resolve(ENCODER)).isRegularFile().hasBinaryContent(hub.files.get(ENCODER));
        assertThat(Files.isSymbolicLink(own.resolve(ENCODER))).isFalse();
        hub.asked.clear();
        Files.write(own.resolve(ENCODER), new byte[10]);
        hub().pull(wanted, QUIET);
        assertThat(own.resolve(ENCODER)).hasBinaryContent(hub.files.get(ENCODER));
        assertThat(hub.asked("GET", "cdn")).hasSize(1);
        assertThat(folder.resolve("hub")).doesNotExist();
    }

    @Test
    void when_thereIsNoNetwork_then_theCacheAnswers() throws IOException {
        HubSettings offline = settings(Map.of("HF_HUB_OFFLINE", "1"));
        assertThatThrownBy(() -> new ModelHub(offline).pull(wanted("main"), QUIET))
                .hasMessageContaining("org/tiny at main is not in the cache")
                .hasMessageContaining("pull it once without --offline");
        Path snapshot = pull("main");
        hub.asked.clear();
        assertThat(new ModelHub(offline).pull(wanted("main"), QUIET)).isEqualTo(snapshot);
        Path own = folder.resolve("own");
        new ModelHub(offline).pull(new Wanted(REPO, LocalHub.COMMIT, null, own), QUIET);
        assertThat(own.resolve(ENCODER)).hasBinaryContent(hub.files.get(ENCODER));
        assertThat(hub.asked).isEmpty();
        Files.delete(snapshot.resolve("decoder_model.onnx"));
        assertThatThrownBy(() -> new ModelHub(offline).pull(wanted("main"), QUIET))
                .hasMessageContaining("org/tiny has no decoder_model.onnx");
    }

    @Test
    void when_twoPullAtTheSameTime_then_eachFileIsFetchedOnce() {
        List<CompletableFuture<Path>> pulls =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> pull("main")))
                        .limit(4)
                        .toList();
        pulls.forEach(each -> assertThat(each.join().resolve(ENCODER)).hasBinaryContent(encoder()));
        assertThat(hub.asked("GET", "cdn")).hasSize(3);
    }

    @Test
    void when_aNameLeadsOutOfTheFolder_then_itIsRefused() {
        for (String name : List.of("../a", "/a", "a/../../b", "a\\b", "a//b", "c:a", "a/\0")) {
            assertThatThrownBy(() -> SafeNames.file(name)).isInstanceOf(HubException.class);
        }
        for (String etag : List.of("", "../a", "a/b", "..", ".hidden")) {
            assertThatThrownBy(() -> SafeNames.etag(etag)).isInstanceOf(HubException.class);
        }
        for (String repo : List.of("", "a/b/c", "../b", "a/..", "/a", "a--b/c", "a/b.", "a b")) {
            assertThatThrownBy(() -> new RepoId(repo))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected org/name");
        }
        assertThat(SafeNames.file("onnx/encoder_model.onnx")).isNotEmpty();
    }

    private byte[] encoder() {
        return hub.files.get(ENCODER);
    }

    private void assertRefused(String name, String revision, String... words) {
        Wanted wanted = new Wanted(new RepoId("org/" + name), revision, null, null);
        assertThatThrownBy(() -> hub().pull(wanted, QUIET))
                .isInstanceOf(HubException.class)
                .hasMessageContainingAll(words);
    }

    private Path pull(String revision) {
        return hub().pull(wanted(revision), QUIET);
    }

    private static Wanted wanted(String revision) {
        return new Wanted(REPO, revision, null, null);
    }

    private ModelHub hub() {
        return new ModelHub(settings, pauses::add);
    }

    private HubSettings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("HF_HOME", folder.toString());
        environment.put("HF_ENDPOINT", hub.address() + "/");
        return HubSettings.of(environment, folder);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new TreeSet<>(
                    all.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString())
                            .toList());
        }
    }
}
