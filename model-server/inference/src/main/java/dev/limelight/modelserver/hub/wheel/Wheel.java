package dev.limelight.modelserver.hub.wheel;

import dev.limelight.modelserver.hub.fetch.Checksums;
import dev.limelight.modelserver.hub.fetch.HubException;
import dev.limelight.modelserver.hub.fetch.LimitedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A wheel, the zip in which a Python package comes. It is only read. A file comes out of it only
 * with the size and the checksum that its {@code RECORD} says. For one thread; whoever opens it
 * closes it.
 */
final class Wheel implements AutoCloseable {

    private static final int LARGEST_TEXT = 16 << 20;
    private static final String INFORMATION = "[^/]+\\.dist-info/";
    private static final String CLASSIFIER = "License :: ";

    private final Path file;
    private final ZipFile zip;
    private final List<String> metadata;
    private final List<WheelFile> files;

    private Wheel(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        this.metadata = lines("METADATA");
        this.files =
                lines("RECORD").stream().flatMap(line -> WheelFile.parse(line).stream()).toList();
    }

    /**
     * Opens a wheel.
     *
     * @throws HubException when it is none
     */
    static Wheel open(Path file) {
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                return new Wheel(file, zip);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw new HubException(
                    "%s cannot be read as a wheel, which is a zip: %s"
                            .formatted(file.getFileName(), e.getMessage()),
                    e);
        }
    }

    /** The package and version that it says it is. */
    PipPackage identity() {
        return new PipPackage(header("Name"), header("Version"));
    }

    /** The licence of the package: SPDX name or what stands there; empty where it names none. */
    String licence() {
        String classified =
                metadata.stream()
                        .filter(line -> line.startsWith("Classifier: " + CLASSIFIER))
                        .map(line -> line.substring(line.lastIndexOf("::") + 2).strip())
                        .findFirst()
                        .orElse("");
        return Stream.of(header("License-Expression"), header("License"), classified)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Its files by folder, as the {@code RECORD} has them. */
    Map<String, List<WheelFile>> folders() {
        return files.stream()
                .collect(
                        Collectors.groupingBy(
                                WheelFile::folder, LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Writes a file of the wheel.
     *
     * @throws HubException when it is not there, or differs from the {@code RECORD}
     */
    void extract(WheelFile wanted, Path to) {
        ZipEntry entry = zip.getEntry(wanted.path());
        if (entry == null) {
            throw new HubException(
                    "%s lacks %s, which its RECORD names"
                            .formatted(file.getFileName(), wanted.path()));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            LimitedFile.write(in, to, wanted.size(), wanted.path());
            String found = Checksums.sha256(to);
            if (!found.equals(wanted.sha256())) {
                throw new HubException(
                        "%s in %s has checksum %s, expected %s as its RECORD says; nothing was kept"
                                .formatted(
                                        wanted.path(), file.getFileName(), found, wanted.sha256()));
            }
        } catch (IOException e) {
            throw new HubException(
                    "%s in %s cannot be unpacked: %s"
                            .formatted(wanted.path(), file.getFileName(), e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new HubException(file + " cannot be closed", e);
        }
    }

    private String header(String name) {
        return metadata.stream()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElse("");
    }

    private List<String> lines(String name) throws IOException {
        ZipEntry entry =
                zip.stream()
                        .filter(each -> each.getName().matches(INFORMATION + name))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new HubException(
                                                "%s has no .dist-info/%s, expected a wheel"
                                                        .formatted(file.getFileName(), name)));
        try (InputStream in = zip.getInputStream(entry)) {
            String text = new String(in.readNBytes(LARGEST_TEXT), StandardCharsets.UTF_8);
            return text.lines().toList();
        }
    }
}
