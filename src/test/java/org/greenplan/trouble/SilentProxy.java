package org.greenplan.trouble;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands before a PostgreSQL and can fall silent as a frozen machine does: it takes connections and bytes, says nothing and closes
 * nothing. What was open then stays silent for good; only new connections get through once it speaks again.
 */
final class SilentProxy implements AutoCloseable {

    private final ServerSocket server;
    private final URI target;
    private final Queue<Socket> all = new ConcurrentLinkedQueue<>();

    /** Counts the silences; a connection carries bytes only in the time that it was made in. */
    private volatile int time;

    private volatile boolean silent;

    private volatile boolean hungUp;

    /** @param jdbcUrl of the PostgreSQL behind it */
    SilentProxy(String jdbcUrl) throws IOException {
        target = URI.create(jdbcUrl.substring("jdbc:".length()));
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The same address by way of this proxy. */
    String url() {
        String query = target.getQuery() == null ? "" : "?" + target.getQuery();
        return "jdbc:postgresql://127.0.0.1:" + server.getLocalPort() + target.getPath() + query;
    }

    void fallSilent() {
        silent = true;
        time++;
    }

    void speakAgain() {
        silent = false;
    }

    /** As a server that was stopped: everything is closed, and whoever comes is sent away. */
    void hangUp() throws IOException {
        hungUp = true;
        for (Socket socket : all) {
            socket.close();
        }
        all.clear();
    }

    void answerAgain() {
        hungUp = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (hungUp) {
                    client.close();
                    continue;
                }
                all.add(client);
                if (!silent) {
                    Socket behind = new Socket(target.getHost(), target.getPort() < 0 ? 5432 : target.getPort());
                    all.add(behind);
                    int now = time;
                    start(() -> pump(client, behind, now));
                    start(() -> pump(behind, client, now));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pump(Socket from, Socket to, int now) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (now == time) {
                    out.write(buffer, 0, read);
                }
            }
            if (now == time) {
                to.close();
            }
        } catch (IOException ended) {
            // either side has closed
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : all) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
