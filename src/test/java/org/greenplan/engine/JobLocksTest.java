package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.greenplan.GreenplanTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who holds which job for how long: seen at timers of the launched plan, which nobody fires meanwhile. */
class JobLocksTest extends GreenplanTest {

    private static final Duration LOCK_TIME = Duration.ofSeconds(30);

    @Autowired
    private Clock clock;

    private String ours = "";
    private String theirs = "";

    private JobLocks locks(boolean alone) {
        return new JobLocks(jdbc, clock, "node a", alone, LOCK_TIME);
    }

    @BeforeEach
    void lock() {
        List<String> jobs = jdbc.sql("select id_ from act_ru_job order by id_")
                .query(String.class)
                .list();
        ours = jobs.get(0);
        theirs = jobs.get(1);
        lock(ours, "node a");
        lock(theirs, "node b");
    }

    @AfterEach
    void unlock() {
        jdbc.sql("update act_ru_job set lock_owner_ = null, lock_exp_time_ = null where id_ in (?, ?)")
                .params(ours, theirs)
                .update();
    }

    private void lock(String job, String owner) {
        jdbc.sql("update act_ru_job set lock_owner_ = ?, lock_exp_time_ = ? where id_ = ?")
                .params(owner, Timestamp.from(clock.instant().plus(LOCK_TIME)), job)
                .update();
    }

    private boolean isLocked(String job) {
        return jdbc.sql("select lock_exp_time_ from act_ru_job where id_ = ? and lock_owner_ is not null")
                .param(job)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant)
                .filter(until -> until.isAfter(clock.instant()))
                .isPresent();
    }

    @Test
    @DisplayName("比锁定时间更长的作业：执行期间一直归本节点，结束后不再延长")
    void longJob_isHeldWhileItRunsAndNoLonger() {
        JobLocks locks = locks(false);
        passTime(Duration.ofSeconds(20));
        locks.whileHeld(ours, () -> {
            passTime(Duration.ofSeconds(25));
            assertThat(isLocked(ours)).as("begun 25 s ago").isTrue();
            locks.prolong();
            passTime(Duration.ofSeconds(25));
            assertThat(isLocked(ours)).as("begun 50 s ago").isTrue();
        });
        locks.prolong();
        passTime(Duration.ofSeconds(10));
        assertThat(isLocked(ours)).as("ended").isFalse();
        assertThat(isLocked(theirs)).isFalse();
    }

    @Test
    @DisplayName("等待线程期间已归另一节点的作业，不再执行")
    void jobThatAnotherNodeHasTaken_isNotRun() {
        AtomicInteger runs = new AtomicInteger();
        Instant until = clock.instant().plus(LOCK_TIME);

        locks(false).whileHeld(theirs, runs::incrementAndGet);
        locks(false).whileHeld("gone", runs::incrementAndGet);

        assertThat(runs).hasValue(0);
        passTime(Duration.between(clock.instant(), until).plusSeconds(1));
        assertThat(isLocked(theirs)).isFalse();
    }

    @Test
    @DisplayName("节点启动：释放自己原有的锁，不动其他节点的；独占的数据库全部释放")
    void startingNode_freesItsOwnLocks() {
        locks(false).freeOwn();
        assertThat(isLocked(ours)).isFalse();
        assertThat(isLocked(theirs)).isTrue();

        locks(true).freeOwn();
        assertThat(isLocked(theirs)).isFalse();
    }
}
