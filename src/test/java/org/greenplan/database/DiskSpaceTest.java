package org.greenplan.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.greenplan.task.RuleViolation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** The reserve, from both sides, and where it is looked for. */
class DiskSpaceTest {

    private static final StorageSettings SETTINGS =
            new StorageSettings(DataSize.ofBytes(1000), 30, DataSize.ofGigabytes(2));

    private final AtomicLong free = new AtomicLong();
    private final AtomicLong freeElsewhere = new AtomicLong(Long.MAX_VALUE / 2);
    private final DiskSpace space = new DiskSpace(
            List.of(new DiskSpace.Place("数据库", Path.of("/data")), new DiskSpace.Place("临时文件", Path.of("/tmp"))),
            SETTINGS,
            folder -> folder.endsWith("data") ? free.get() : freeElsewhere.get());

    @Test
    @DisplayName("上传之后还剩保留量的接收，少一个字节就不收")
    void reserve_staysFree() {
        free.set(1100);
        space.claim(100).close();

        free.set(1099);
        assertThatThrownBy(() -> space.claim(100)).isInstanceOfSatisfying(RuleViolation.class, refused -> {
            assertThat(refused.kind()).isEqualTo(RuleViolation.Kind.NO_SPACE);
            assertThat(refused.kind().status()).isEqualTo(507);
            assertThat(refused.code()).isEqualTo("disk-reserve");
            assertThat(refused.getMessage()).contains("暂时不接收文件", "照常可以保存", "系统管理员");
        });
    }

    @Test
    @DisplayName("同时上传的几个，合起来不超过")
    void uploadsUnderWay_areCountedTogether() {
        free.set(1250);
        DiskSpace.Claim first = space.claim(100);
        DiskSpace.Claim second = space.claim(100);
        assertThatThrownBy(() -> space.claim(100)).isInstanceOf(RuleViolation.class);
        assertThat(space.claimable()).isEqualTo(50);

        first.close();
        first.close();
        try (DiskSpace.Claim third = space.claim(100)) {
            assertThat(space.claimable()).isEqualTo(50);
        }
        second.close();
        assertThat(space.claimable()).isEqualTo(250);
    }

    @Test
    @DisplayName("两处都要有空间；低于保留量两倍的报出来")
    void everyPlace_counts() {
        free.set(2000);
        freeElsewhere.set(1050);
        assertThatThrownBy(() -> space.claim(100)).isInstanceOf(RuleViolation.class);
        assertThat(space.scarce()).extracting(DiskSpace.Scarce::place).containsExactly("临时文件");

        freeElsewhere.set(2000);
        assertThat(space.scarce()).isEmpty();
        try (DiskSpace.Claim underWay = space.claim(1)) {
            assertThat(space.scarce())
                    .extracting(DiskSpace.Scarce::place, DiskSpace.Scarce::free)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("数据库", 1999L),
                            org.assertj.core.groups.Tuple.tuple("临时文件", 1999L));
        }
    }

    @Test
    void whatCannotBeMeasured_refusesNobody() {
        DiskSpace blind = new DiskSpace(List.of(new DiskSpace.Place("数据库", Path.of("/data"))), SETTINGS, folder -> {
            throw new IOException("stale handle");
        });

        blind.claim(100).close();
        assertThat(blind.scarce()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/srv/data/greenplan;WRITE_DELAY=0, /srv/data",
        "jdbc:h2:/srv/data/greenplan, /srv/data",
        "jdbc:h2:file:/srv/./a/../data/greenplan, /srv/data"
    })
    void folderOfH2_isThatOfItsFile(String url, Path folder) {
        assertThat(DiskSpace.folder(url)).contains(folder);
    }

    @Test
    void folderOfH2_mayBeNamedFromHereOrFromHome() {
        assertThat(DiskSpace.folder("jdbc:h2:file:./data/greenplan"))
                .contains(Path.of("data").toAbsolutePath());
        assertThat(DiskSpace.folder("jdbc:h2:~/greenplan")).contains(Path.of(System.getProperty("user.home")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:greenplan;DB_CLOSE_DELAY=-1", "jdbc:h2:tcp://host/x", "jdbc:postgresql://h/x"})
    void otherDatabases_areNotSeen(String url) {
        assertThat(DiskSpace.folder(url)).isEmpty();
    }
}
