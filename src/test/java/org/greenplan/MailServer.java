package org.greenplan;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A real SMTP server on the port that the application under test sends to; down until a test starts it. */
public final class MailServer {

    /** Bound and never listening: nobody else is given the port while no server is up, a mail server takes it all the same. */
    private static final Socket RESERVED = reserve();

    private MailServer() {}

    public static int port() {
        return RESERVED.getLocalPort();
    }

    /** The caller stops it. */
    public static GreenMail start() {
        GreenMail server = new GreenMail(new ServerSetup(port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    private static Socket reserve() {
        try {
            Socket socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
