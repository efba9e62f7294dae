package org.greenplan.web;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Tomcat answers {@code OPTIONS *} by itself, before any valve and to everybody. With any other method it refuses this
 * address as unreadable, through all that stands before the application.
 */
final class StarRefused implements Adapter {

    private final Adapter server;

    StarRefused(Adapter server) {
        this.server = server;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (request.requestURI().equals("*")) {
            request.setMethod("GET");
        }
        server.service(request, response);
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return server.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
        return server.asyncDispatch(request, response, status);
    }

    @Override
    public void log(Request request, Response response, long time) {
        server.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        server.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return server.getDomain();
    }
}
