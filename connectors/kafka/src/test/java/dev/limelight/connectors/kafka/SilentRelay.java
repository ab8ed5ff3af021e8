package dev.limelight.connectors.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A listener before a broker that can fall silent: it takes connections and bytes and passes none
 * on, as a broker whose process is stopped. Thread-safe; whoever opens it closes it.
 */
final class SilentRelay implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private boolean silent;

    SilentRelay() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Where clients connect: {@code host:port}. */
    String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Passes on to {@code host:port} from now on. */
    void open(String broker) {
        int port = Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1));
        start(() -> accept(port));
    }

    synchronized void beSilent(boolean now) {
        silent = now;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        beSilent(false);
    }

    private void accept(int port) throws IOException {
        while (true) {
            Socket client = listener.accept();
            var broker = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.addAll(List.of(client, broker));
            start(() -> pass(client, broker));
            start(() -> pass(broker, client));
        }
    }

    private void pass(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[1 << 16];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitVoice();
                out.write(bytes, 0, read);
            }
        }
    }

    private synchronized void awaitVoice() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        var thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException | InterruptedException e) {
                                // One of the two ends is closed.
                            }
                        },
                        "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
