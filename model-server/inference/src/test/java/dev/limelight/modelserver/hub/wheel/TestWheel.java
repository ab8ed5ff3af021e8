package dev.limelight.modelserver.hub.wheel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes a wheel, with a {@code RECORD} that is right unless a test says otherwise. */
public final class TestWheel {

    private static final Path MODELS = Path.of("..", "..", "test-data", "bergamot");

    private final String name;
    private final String version;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> records = new TreeMap<>();

    /** Without files. */
    public TestWheel(String name, String version) {
        this.name = name;
        this.version = version;
        add(name + "/__init__.py", "raise SystemExit('code of the package was run')");
        information("METADATA", "Metadata-Version: 2.1\nName: %s\nVersion: %s\nLicense: MIT\n");
        information("WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    }

    /** With a tiny model out of the test data, its weights under another name. */
    public TestWheel withModel(String model, String folder, String weights) throws IOException {
        try (Stream<Path> all = Files.list(MODELS.resolve(model))) {
            for (Path file : all.toList()) {
                String known = String.valueOf(file.getFileName());
                String place = known.equals("model.bin") ? weights : known;
                add(folder + "/" + place, Files.readAllBytes(file));
            }
        }
        return this;
    }

    TestWheel add(String path, String text) {
        return add(path, text.getBytes(StandardCharsets.UTF_8));
    }

    TestWheel add(String path, byte[] content) {
        files.put(path, content);
        records.put(path, path + "," + sum(content) + "," + content.length);
        return this;
    }

    /** Puts another content in than the {@code RECORD} says. */
    TestWheel falsify(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Takes a file out of the {@code RECORD}. */
    TestWheel conceal(String path) {
        records.remove(path);
        return this;
    }

    byte[] content(String path) {
        return files.get(path);
    }

    /** Writes it as pip expects it in a folder of links. */
    public Path write(Path links) throws IOException {
        Files.createDirectories(links);
        Path wheel = links.resolve("%s-%s-py3-none-any.whl".formatted(name, version));
        String record = String.join("\n", records.values()) + "\n" + folder() + "RECORD,,\n";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
            put(zip, folder() + "RECORD", record.getBytes(StandardCharsets.UTF_8));
        }
        return wheel;
    }

    private void information(String file, String text) {
        add(folder() + file, text.formatted(name, version));
    }

    private String folder() {
        return name + "-" + version + ".dist-info/";
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
    }

    private static String sum(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return "sha256=" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
