package org.greenplan.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server that answers as a test says: greets or not, refuses a recipient, takes a mail and answers late, refuses it,
 * drops the connection or does not answer any more.
 */
public final class ScriptedSmtp implements AutoCloseable {

    private static final String OK = "250 ok";

    /** Instead of an answer: the connection ends. */
    public static final String DROP = "";

    private final ServerSocket socket;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String toRecipient = OK;
    private volatile @Nullable String greeting = "220 scripted";
    private volatile @Nullable String toMail = OK;
    private volatile Duration thinks = Duration.ZERO;

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

    /** @param line to whoever connects; null: none at all */
    void greet(@Nullable String line) {
        greeting = line;
    }

    /** @param line after a whole mail; null: none at all */
    public void answerToMail(@Nullable String line) {
        toMail = line;
    }

    /** How long it takes from a whole mail to the answer. */
    void thinkFor(Duration time) {
        thinks = time;
    }

    /** Whole mails as they came, but for those that were refused after all. */
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
            String hello = greeting;
            if (hello != null) {
                say(client, hello);
            }
            String line = in.readLine();
            while (line != null) {
                if (line.startsWith("DATA")) {
                    say(client, "354 go on");
                    String mail = mail(in);
                    String answer = toMail;
                    if (answer == null || !answer.matches("[45].*")) {
                        taken.add(mail);
                    }
                    if (answer == null) {
                        in.readLine();
                        return;
                    }
                    Thread.sleep(thinks.toMillis());
                    if (answer.equals(DROP)) {
                        return;
                    }
                    say(client, answer);
                } else if (line.startsWith("RCPT")) {
                    if (toRecipient.equals(DROP)) {
                        return;
                    }
                    say(client, toRecipient);
                } else {
                    say(client, line.startsWith("QUIT") ? "221 bye" : OK);
                }
                line = in.readLine();
            }
        } catch (IOException gone) {
            // the other side has had enough
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
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
