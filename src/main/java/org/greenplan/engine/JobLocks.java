package org.greenplan.engine;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The locks of the jobs that this node runs. They are short, so that a dead node's jobs are soon taken over; and they are prolonged while
 * a job runs, so that a long one is not taken over from a node that lives.
 */
class JobLocks {

    private static final Logger LOG = LoggerFactory.getLogger(JobLocks.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String node;
    private final boolean alone;
    private final Duration lockTime;
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /**
     * @param node the name under which this node locks
     * @param alone whether no other node can work on this database
     * @param lockTime for how long a lock holds unless it is prolonged
     */
    JobLocks(JdbcClient jdbc, Clock clock, String node, boolean alone, Duration lockTime) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.node = node;
        this.alone = alone;
        this.lockTime = lockTime;
    }

    String node() {
        return node;
    }

    /** What this node had locked when it was killed waits for nobody. The web server listens: no other node has this name. */
    @EventListener(ApplicationStartedEvent.class)
    void freeOwn() {
        int freed = jdbc.sql(
                        """
                        update act_ru_job set lock_owner_ = null, lock_exp_time_ = null
                        where lock_owner_ is not null and (lock_owner_ = ? or ?)""")
                .params(node, alone)
                .update();
        if (freed > 0) {
            LOG.info("{} jobs that were under way when {} ended are continued", freed, node);
        }
    }

    /** Runs it, if the job is still this node's; a job that waited too long for a thread may be another node's by now. */
    void whileHeld(String jobId, Runnable work) {
        if (prolong(List.of(jobId)) == 0) {
            LOG.debug("job {} is gone, or another node's", jobId);
            return;
        }
        running.add(jobId);
        try {
            work.run();
        } finally {
            running.remove(jobId);
        }
    }

    @Scheduled(fixedDelayString = "10s")
    void prolong() {
        List<String> jobs = List.copyOf(running);
        if (jobs.isEmpty()) {
            return;
        }
        try {
            prolong(jobs);
        } catch (DataAccessException e) {
            // the database is away: what holds, holds for the rest of its time
            LOG.debug("locks of jobs are not prolonged", e);
        }
    }

    /** The row's revision stays as it is, so that the job itself can be completed meanwhile. */
    private int prolong(List<String> jobs) {
        return jdbc.sql("update act_ru_job set lock_exp_time_ = :until where lock_owner_ = :node and id_ in (:jobs)")
                .param("until", Timestamp.from(clock.instant().plus(lockTime)))
                .param("node", node)
                .param("jobs", jobs)
                .update();
    }
}
