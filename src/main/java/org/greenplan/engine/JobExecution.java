package org.greenplan.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine's job executor as the starter sets it up, with a lasting name of the node and with {@link JobLocks}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
class JobExecution {

    /** @param node how this node is told from others on the same database; the same after a restart */
    @Bean
    JobLocks jobLocks(
            JdbcClient jdbc,
            Clock clock,
            CamundaBpmProperties properties,
            @Value("${greenplan.node:}") String node,
            @Value("${server.port:0}") int port,
            @Value("${spring.datasource.url}") String url) {
        return new JobLocks(
                jdbc,
                clock,
                node.isBlank() ? hostAnd(port) : node,
                url.startsWith("jdbc:h2:"),
                Duration.ofMillis(properties.getJobExecution().getLockTimeInMillis()));
    }

    /** Where the port is any free one, nothing lasts, and a name that nobody else has is made up. */
    private static String hostAnd(int port) {
        if (port == 0) {
            return UUID.randomUUID().toString();
        }
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + port;
        } catch (UnknownHostException e) {
            return UUID.randomUUID().toString();
        }
    }

    @Bean
    SpringJobExecutor jobExecutor(
            @Qualifier("camundaTaskExecutor") TaskExecutor threads, CamundaBpmProperties properties, JobLocks locks) {
        SpringJobExecutor executor = new LockingJobExecutor(locks);
        executor.setTaskExecutor(threads);
        executor.setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        executor.setLockOwner(locks.node());
        JobExecutionProperty set = properties.getJobExecution();
        PropertyMapper map = PropertyMapper.get().alwaysApplyingWhenNonNull();
        map.from(set::getLockTimeInMillis).to(executor::setLockTimeInMillis);
        map.from(set::getMaxJobsPerAcquisition).to(executor::setMaxJobsPerAcquisition);
        map.from(set::getWaitTimeInMillis).to(executor::setWaitTimeInMillis);
        map.from(set::getMaxWait).to(executor::setMaxWait);
        map.from(set::getBackoffTimeInMillis).to(executor::setBackoffTimeInMillis);
        map.from(set::getMaxBackoff).to(executor::setMaxBackoff);
        map.from(set::getBackoffDecreaseThreshold).to(executor::setBackoffDecreaseThreshold);
        map.from(set::getWaitIncreaseFactor).to(executor::setWaitIncreaseFactor);
        return executor;
    }

    /** Runs a job only while this node holds it. */
    private static final class LockingJobExecutor extends SpringJobExecutor {

        private final JobLocks locks;

        LockingJobExecutor(JobLocks locks) {
            this.locks = locks;
        }

        @Override
        public Runnable getExecuteJobsRunnable(List<String> jobs, ProcessEngineImpl engine) {
            return new ExecuteJobsRunnable(jobs, engine) {
                @Override
                protected void executeJob(String job, CommandExecutor commands, JobFailureCollector failures) {
                    locks.whileHeld(job, () -> super.executeJob(job, commands, failures));
                }
            };
        }
    }
}
