package org.greenplan.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

/** HTTP as Tomcat speaks it, with a bound of open connections per address: one that is too many is closed at once. */
public class BoundedConnections extends Http11NioProtocol {

    private final Endpoint endpoint;

    public BoundedConnections() {
        this(new Endpoint());
    }

    private BoundedConnections(Endpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new StarRefused(adapter));
    }

    /** @param exempt addresses that are not bounded */
    void bound(int perAddress, Set<String> exempt) {
        endpoint.most = perAddress;
        endpoint.exempt = Set.copyOf(exempt);
    }

    private static final class Endpoint extends NioEndpoint {

        private volatile int most = Integer.MAX_VALUE;
        private volatile Set<String> exempt = Set.of();

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            InetAddress address = address(socket);
            if (address != null && !exempt.contains(address.getHostAddress()) && open(address) >= most) {
                destroySocket(socket);
                return false;
            }
            return super.setSocketOptions(socket);
        }

        private long open(InetAddress address) {
            return connections.keySet().stream()
                    .filter(open -> address.equals(address(open)))
                    .count();
        }

        private static @Nullable InetAddress address(SocketChannel socket) {
            try {
                return socket.getRemoteAddress() instanceof InetSocketAddress remote ? remote.getAddress() : null;
            } catch (IOException closed) {
                return null;
            }
        }
    }
}
