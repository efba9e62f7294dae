package org.greenplan.submission;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.greenplan.directory.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Loads the sample catalogues at the first start: superseded ones, so that there is something to look at and to change. */
@Component
class CatalogueSeed {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueSeed.class);
    private static final String SOURCE = "示例：2019年指标（已废止）";

    private final CatalogueStore catalogues;
    private final Directory directory;
    private final int seedYear;

    CatalogueSeed(CatalogueStore catalogues, Directory directory, @Value("${greenplan.seed-year:2026}") int seedYear) {
        this.catalogues = catalogues;
        this.directory = directory;
        this.seedYear = seedYear;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void load() {
        if (!catalogues.isEmpty()) {
            return;
        }
        for (Track track : Track.values()) {
            CatalogueReading.Result read =
                    CatalogueReading.csv(text("seeds/platform/" + track.code() + ".csv"), directory.names());
            if (read.problems().isEmpty()) {
                catalogues.add(track, seedYear, SOURCE, true, null, read.items());
            } else {
                LOG.warn("no sample catalogue for {}: {}", track.code(), read.problems());
            }
        }
    }

    private static String text(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
