package org.greenplan.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** For how many bodies of each address is waited now: each wait holds a thread that others need. */
final class WaitingRoom {

    private final int most;
    private final ConcurrentMap<String, Integer> waiting = new ConcurrentHashMap<>();

    WaitingRoom(int mostPerAddress) {
        this.most = mostPerAddress;
    }

    /**
     * Whether one more may wait; who may has to leave.
     *
     * @param address {@code null} for those who are not counted
     */
    boolean enter(@Nullable String address) {
        if (address == null || waiting.merge(address, 1, Integer::sum) <= most) {
            return true;
        }
        leave(address);
        return false;
    }

    void leave(@Nullable String address) {
        if (address != null) {
            waiting.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
    }
}
