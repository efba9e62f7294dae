package org.greenplan.reminder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.DueDates;
import org.greenplan.engine.AsSystem;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The policy in force: the newest version of the decision in the engine's repository. The one that comes with the
 * application is deployed only when there is none, so a new release takes no change away.
 */
@Service
class DeployedPolicy implements CurrentPolicy {

    /**
     * @param version counts up from 1
     * @param by login name of whoever deployed it; empty for the one that came with the application
     */
    record Version(int version, String xml, String by, OffsetDateTime at) {}

    private static final String FILE = "reminder-policy.dmn";

    private final RepositoryService repository;
    private final IdentityService identity;
    private final Clock clock;
    private final Audit audit;

    private volatile @Nullable Kept kept;

    /** The table that was read last: trying it out asks hundreds of questions, and a text never says another thing. */
    private record Kept(String xml, PolicyTable table) {}

    DeployedPolicy(RepositoryService repository, IdentityService identity, Clock clock, Audit audit) {
        this.repository = repository;
        this.identity = identity;
        this.clock = clock;
        this.audit = audit;
    }

    @Override
    @Transactional
    public ReminderPolicy current() {
        return table(newest());
    }

    /** The table of a version that is in force, read once. */
    PolicyTable table(Version version) {
        Kept last = kept;
        if (last == null || !last.xml().equals(version.xml())) {
            last = new Kept(version.xml(), PolicyTable.read(version.xml()));
            kept = last;
        }
        return last.table();
    }

    @Transactional
    public Version newest() {
        return AsSystem.call(identity, () -> {
            DecisionDefinition definition = definition();
            return definition == null ? new Version(0, bundled(), "", OffsetDateTime.now(clock)) : version(definition);
        });
    }

    /** Puts the one that comes with the application into force where there is none. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void deployTheFirst() {
        if (definition() == null) {
            deploy(bundled(), "");
        }
    }

    /** The one that comes with the application. */
    String bundled() {
        return text(() -> {
            try {
                return new ClassPathResource("processes/" + FILE).getInputStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Puts a table into force, from the next sweep on.
     *
     * @param base the version that whoever changed it had before them
     * @throws RuleViolation when the table cannot decide, or somebody else has changed it since
     */
    @Transactional
    public void replace(String xml, int base, String by) {
        PolicyTable.read(xml);
        if (newest().version() != base) {
            throw RuleViolation.conflict("changed-meanwhile", "策略刚刚被别人修改过，您的修改没有保存。请返回后按现行策略重新修改。");
        }
        AsSystem.call(identity, () -> deploy(xml, by));
        audit.record(AuditEvent.POLICY, by, "提醒策略", "第" + newest().version() + "版");
    }

    private Deployment deploy(String xml, String by) {
        return repository
                .createDeployment()
                .name(PolicyTable.KEY)
                .source(by)
                .addString(FILE, xml)
                .deploy();
    }

    private @Nullable DecisionDefinition definition() {
        return repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(PolicyTable.KEY)
                .latestVersion()
                .singleResult();
    }

    private Version version(DecisionDefinition definition) {
        Deployment deployment = repository
                .createDeploymentQuery()
                .deploymentId(definition.getDeploymentId())
                .singleResult();
        return new Version(
                definition.getVersion(),
                text(() -> repository.getDecisionModel(definition.getId())),
                deployment.getSource() == null ? "" : deployment.getSource(),
                deployment.getDeploymentTime().toInstant().atZone(DueDates.ZONE).toOffsetDateTime());
    }

    private static String text(Supplier<InputStream> source) {
        try (InputStream in = source.get()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
