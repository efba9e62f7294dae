package org.greenplan.mail;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.engine.AsSystem;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The outbox: rows of the log, and an instance of the process deliver-mail for each that is to go out. */
@Service
class EngineOutbox implements Outbox {

    static final String PROCESS = "deliver-mail";

    private final MailStore mails;
    private final Channel channel;
    private final People people;
    private final RuntimeService runtime;
    private final ExternalTaskService externalTasks;
    private final IdentityService identity;

    EngineOutbox(
            MailStore mails,
            Channel channel,
            People people,
            RuntimeService runtime,
            ExternalTaskService externalTasks,
            IdentityService identity) {
        this.mails = mails;
        this.channel = channel;
        this.people = people;
        this.runtime = runtime;
        this.externalTasks = externalTasks;
        this.identity = identity;
    }

    @Override
    @Transactional
    public Optional<String> put(Letter letter) {
        String address = channel.addressOf(letter.recipient());
        MailState state = address.isEmpty() ? MailState.UNADDRESSED : MailState.WAITING;
        Optional<String> id = mails.add(
                letter,
                channel.name(),
                address.isEmpty() ? letter.recipient().email() : address,
                channel.messageId(letter.onceKey()),
                state);
        if (state == MailState.WAITING) {
            id.ifPresent(this::start);
        }
        return id;
    }

    @Override
    public Collection<String> unsent(String recipient) {
        return mails.unsent(recipient);
    }

    @Override
    public Stuck stuck() {
        return mails.stuck();
    }

    @Override
    @Transactional
    public void merge(Collection<String> mailIds, String into) {
        mailIds.forEach(id -> giveUp(id, MailState.MERGED, into));
    }

    @Override
    @Transactional
    public void drop(Collection<String> mailIds) {
        mailIds.forEach(id -> giveUp(id, MailState.OUTDATED, null));
    }

    private void giveUp(String id, MailState state, @Nullable String into) {
        if (mails.giveUp(id, state, into)) {
            attempt(id, 1);
        }
    }

    /** @throws RuleViolation when it is under way, or nobody would be reached */
    @Transactional
    public void sendAgain(String id) {
        Mail mail = mails.lock(id).orElseThrow(() -> RuleViolation.notFound("no-such-mail", "没有这封邮件。"));
        if (!mail.state().mayBeSentAgain()) {
            throw RuleViolation.conflict("mail-under-way", "这封邮件" + mail.state().label() + "，不必再次发送。");
        }
        Person person = people.find(mail.recipient())
                .orElseThrow(() -> RuleViolation.conflict("no-such-person", "收件人已不在本系统中，不能发送。"));
        String address = channel.addressOf(person);
        if (address.isEmpty()) {
            throw RuleViolation.conflict("unaddressed", person.name() + "没有可用的邮箱地址，请先在“系统管理→用户”中填写。");
        }
        mails.again(id, address, MailState.WAITING);
        if (!attempt(id, DeliverySteps.ATTEMPTS)) {
            AsSystem.call(identity, () -> start(id));
        }
    }

    /** All that failed, e.g. after the mail server came back. */
    @Transactional
    public int sendFailedAgain() {
        List<String> failed = mails.failed().stream()
                .filter(id -> mails.find(id)
                        .flatMap(mail -> people.find(mail.recipient()))
                        .filter(person -> !channel.addressOf(person).isEmpty())
                        .isPresent())
                .toList();
        failed.forEach(this::sendAgain);
        return failed.size();
    }

    private ProcessInstance start(String id) {
        return runtime.startProcessInstanceByKey(PROCESS, id);
    }

    /** Lets the instance go on at once, and ends its incident. False when there is no instance. */
    private boolean attempt(String id, int attempts) {
        return AsSystem.call(identity, () -> {
            ProcessInstance running = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(id, PROCESS)
                    .singleResult();
            if (running == null) {
                return false;
            }
            ExternalTask waiting = externalTasks
                    .createExternalTaskQuery()
                    .processInstanceId(running.getId())
                    .singleResult();
            externalTasks.setRetries(waiting.getId(), attempts);
            externalTasks.unlock(waiting.getId());
            return true;
        });
    }
}
