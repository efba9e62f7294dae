package org.greenplan.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An SMTP server that answers as a test says: refuses a recipient, or takes a mail and does not answer any more. */
public final class ScriptedSmtp implements AutoCloseable {

    private static final String OK = "250 ok";

    private final ServerSocket socket;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String toRecipient = OK;
    private volatile @Nullable String toMail = OK;

    /** @param port to listen on; 0 for a free one */
    public ScriptedSmtp(int port) {
        try {
            socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread acceptor = new Thread(this::accept, "scripted-smtp");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** @param line instead of the acceptance of a recipient */
    void answerToRecipient(String line) {
        toRecipient = line;
    }

    /** @param line after a whole mail; null: none at all */
    public void answerToMail(@Nullable String line) {
        toMail = line;
    }

    /** Whole mails as they came. */
    public List<String> taken() {
        return taken;
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.incrementAndGet();
                open.add(client);
                Thread conversation = new Thread(() -> converse(client), "scripted-smtp-conversation");
                conversation.setDaemon(true);
                conversation.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client, "220 scripted");
            String line = in.readLine();
            while (line != null) {
                if (line.startsWith("DATA")) {
                    say(client, "354 go on");
                    taken.add(mail(in));
                    String answer = toMail;
                    if (answer == null) {
                        in.readLine();
                        return;
                    }
                    say(client, answer);
                } else if (line.startsWith("RCPT")) {
                    say(client, toRecipient);
                } else {
                    say(client, line.startsWith("QUIT") ? "221 bye" : OK);
                }
                line = in.readLine();
            }
        } catch (IOException gone) {
            // the other side has had enough
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            mail.append(line).append('\n');
            line = in.readLine();
        }
        return mail.toString();
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
