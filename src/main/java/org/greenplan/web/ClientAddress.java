package org.greenplan.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a request comes from, by way of a reverse proxy or directly. */
final class ClientAddress {

    private static final int LONGEST = 64;

    private ClientAddress() {}

    /**
     * The address that is held responsible. Each proxy adds to X-Forwarded-For whom it got the request from; what stands
     * before the first that is no proxy of ours, the client has written itself.
     *
     * @return {@code null} when there are none but proxies
     */
    static @Nullable String of(HttpServletRequest request, Set<String> proxies) {
        List<String> named = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            named.addAll(List.of(header.split(",")));
        }
        String sender = request.getRemoteAddr();
        while (proxies.contains(sender)) {
            if (named.isEmpty()) {
                return null;
            }
            sender = named.remove(named.size() - 1).strip();
        }
        return sender.length() <= LONGEST ? sender : sender.substring(0, LONGEST);
    }
}
