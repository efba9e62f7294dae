package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2UrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:./data/greenplan",
                "jdbc:h2:./data/greenplan",
                "jdbc:h2:~/greenplan;MODE=REGULAR",
                "jdbc:h2:nio:/srv/greenplan"
            })
    void aFile_isKnown(String url) {
        assertThat(H2Url.isFile(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:greenplan", "jdbc:h2:tcp://db/greenplan", "jdbc:postgresql://db/greenplan"})
    void whatIsNoFileOfThisProcess_isLeftAlone(String url) {
        assertThat(H2Url.isFile(url)).isFalse();
    }

    @Test
    void plainAddress_getsAllSettings() {
        assertThat(H2Url.withSettings("jdbc:h2:file:./data/greenplan"))
                .startsWith("jdbc:h2:file:./data/greenplan;")
                .contains(";WRITE_DELAY=500", ";RETENTION_TIME=0", ";QUERY_CACHE_SIZE=512", ";DB_CLOSE_ON_EXIT=FALSE");
        assertThat(H2Url.corrected("jdbc:h2:file:./data/greenplan")).isEmpty();
    }

    @Test
    void anOldAddress_isCorrectedAndKeepsWhatElseItSays() {
        String old = "jdbc:h2:file:/srv/greenplan;write_delay=0;QUERY_CACHE_SIZE=64;CACHE_SIZE=65536";

        assertThat(H2Url.withSettings(old))
                .contains(";WRITE_DELAY=500", ";QUERY_CACHE_SIZE=64", ";CACHE_SIZE=65536")
                .doesNotContain("=0;QUERY", "512", "write_delay");
        assertThat(H2Url.corrected(old)).isEqualTo(Map.of("WRITE_DELAY", "0"));
    }
}
