package org.greenplan.database;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Says in the log, once each time, that a disk is running out, and that there is room again. */
@Component
class DiskWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final DiskSpace space;
    private Set<String> said = Set.of();

    DiskWatch(DiskSpace space) {
        this.space = space;
    }

    @Scheduled(fixedDelayString = "60s", initialDelayString = "1s")
    synchronized void look() {
        List<DiskSpace.Scarce> scarce = space.scarce();
        for (DiskSpace.Scarce place : scarce) {
            if (!said.contains(place.place())) {
                LOG.warn(
                        "disk: {} bytes are free in {}; below {} bytes files are refused",
                        place.free(),
                        place.folder(),
                        space.reserve());
            }
        }
        if (scarce.isEmpty() && !said.isEmpty()) {
            LOG.info("disk: there is room again");
        }
        said = scarce.stream().map(DiskSpace.Scarce::place).collect(Collectors.toUnmodifiableSet());
    }
}
