package dev.limelight.modelserver.hub.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Fetches single files: goes on where a download broke, checks what came, and lets it appear by
 * renaming. Of several processes that want the same file one fetches it and the others wait.
 */
public final class Downloads {

    private static final int BUFFER = 1 << 16;

    /** File locks are between processes; this is between threads. */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final Site site;
    private final Http http;
    private final Retry retry;
    private final PullListener listener;

    /** From a site, whose failures are tried again. */
    public Downloads(Site site, Retry retry, PullListener listener) {
        this.site = site;
        this.http = new Http(site);
        this.retry = retry;
        this.listener = listener;
    }

    /**
     * A file as the site describes it.
     *
     * @param name in the repository
     * @param address where it is
     * @param etag its entity tag, without quotes
     * @param size in octets; -1 where the site does not say
     */
    public record RemoteFile(String name, URI address, String etag, long size) {}

    /** Asks what a file is, without its content. */
    public RemoteFile describe(String name, URI address, String commit) {
        return retry.run(
                name,
                () -> 0,
                () -> {
                    try (Http.Answer answer = http.head(address)) {
                        checkCommit(answer, name, commit);
                        return new RemoteFile(name, address, etag(answer, name), size(answer));
                    }
                });
    }

    /** Fetches a file unless it is there. */
    public void fetch(RemoteFile file, Destination to) throws IOException {
        Path lock = to.lock(file.name(), file.etag());
        Files.createDirectories(lock.getParent());
        IN_THIS_JVM.lock();
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (held.isValid() && !to.holds(file.name(), file.etag())) {
                download(file, to);
            }
            to.publish(file.name(), file.etag());
        } finally {
            IN_THIS_JVM.unlock();
        }
    }

    private void download(RemoteFile file, Destination to) throws IOException {
        Path incomplete = to.incomplete(file.name(), file.etag());
        Path content = to.content(file.name(), file.etag());
        Files.createDirectories(incomplete.getParent());
        Files.createDirectories(content.getParent());
        boolean isResumed = length(incomplete) > 0;
        checkSpace(file, incomplete);
        complete(file, incomplete);
        if (isResumed && !isRight(file, incomplete)) {
            // What an earlier attempt left may be what is wrong.
            Files.delete(incomplete);
            complete(file, incomplete);
        }
        checkContent(file, incomplete);
        Files.move(incomplete, content, StandardCopyOption.ATOMIC_MOVE);
    }

    private void complete(RemoteFile file, Path incomplete) {
        retry.run(
                file.name(),
                () -> length(incomplete),
                () -> {
                    append(file, incomplete);
                    return file;
                });
    }

    private void append(RemoteFile file, Path incomplete) throws IOException {
        long from = length(incomplete);
        if (from > 0 && from == file.size()) {
            return;
        }
        try (Http.Answer answer = http.get(file.address(), from)) {
            if (answer.status() == 416) {
                Files.deleteIfExists(incomplete);
                throw new IOException("the server has less than was fetched; starting anew");
            }
            boolean goesOn = answer.status() == 206 && startsAt(answer, from);
            long expected = file.size() >= 0 ? file.size() : whole(answer, goesOn ? from : 0);
            copy(file, answer.body(), incomplete, goesOn ? from : 0);
            long got = length(incomplete);
            if (expected >= 0 && got < expected) {
                throw new IOException("broke off after %d of %d octets".formatted(got, expected));
            }
        }
    }

    private static long whole(Http.Answer answer, long from) {
        return answer.length() < 0 ? -1 : answer.length() + from;
    }

    private static boolean startsAt(Http.Answer answer, long from) {
        return answer.header("Content-Range")
                .map(range -> range.strip().startsWith("bytes " + from + "-"))
                .orElse(false);
    }

    private void copy(RemoteFile file, InputStream in, Path to, long from) throws IOException {
        byte[] buffer = new byte[BUFFER];
        StandardOpenOption start =
                from > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        long done = from;
        try (OutputStream out =
                Files.newOutputStream(
                        to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, start)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                write(out, buffer, n, to);
                done += n;
                listener.fetched(file.name(), done, file.size());
            }
        }
    }

    /** A full disk is not mended by trying again. */
    private static void write(OutputStream out, byte[] buffer, int length, Path to) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new HubException("%s cannot be written: %s".formatted(to, e.getMessage()), e);
        }
    }

    private void checkSpace(RemoteFile file, Path incomplete) throws IOException {
        long needed = file.size() - length(incomplete);
        long free = Files.getFileStore(incomplete.getParent()).getUsableSpace();
        if (needed > free) {
            throw new HubException(
                    "%s needs %d MB in %s, which has %d MB left; free some, or set %s"
                            .formatted(
                                    file.name(),
                                    needed / 1_000_000,
                                    incomplete.getParent(),
                                    free / 1_000_000,
                                    site.folderVariable()));
        }
    }

    private static boolean isRight(RemoteFile file, Path content) throws IOException {
        boolean isSize = file.size() < 0 || file.size() == Files.size(content);
        return isSize && Checksums.of(content, file.etag()).equals(file.etag());
    }

    private static void checkContent(RemoteFile file, Path content) throws IOException {
        if (!isRight(file, content)) {
            String found = Checksums.of(content, file.etag());
            long size = Files.size(content);
            Files.delete(content);
            throw new HubException(
                    ("%s came with checksum %s and %d octets, expected %s and %d; it was deleted."
                                    + " Try again; if it stays so, the mirror is broken")
                            .formatted(file.name(), found, size, file.etag(), file.size()));
        }
    }

    private static void checkCommit(Http.Answer answer, String name, String commit) {
        String found = answer.header("X-Repo-Commit").orElse(commit);
        if (!found.equals(commit)) {
            throw new HubException(
                    "%s is of commit %s, expected %s".formatted(name, found, commit));
        }
    }

    /** Of a large file the hub tells the tag of the file and not of the pointer to it. */
    private static String etag(Http.Answer answer, String name) {
        String header =
                answer.header("X-Linked-Etag")
                        .or(() -> answer.header("ETag"))
                        .orElseThrow(
                                () ->
                                        new HubException(
                                                name
                                                        + " has no ETag, expected one as the hub"
                                                        + " sends; check HF_ENDPOINT"));
        return SafeNames.etag(header.replaceFirst("^W/", "").replace("\"", ""));
    }

    private static long size(Http.Answer answer) throws IOException {
        String linked = answer.header("X-Linked-Size").orElse("");
        if (linked.matches("\\d{1,18}")) {
            return Long.parseLong(linked);
        }
        return answer.status() == 200 ? answer.length() : -1;
    }

    private static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new HubException(file + " cannot be read", e);
        }
    }
}
