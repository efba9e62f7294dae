package org.greenplan.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is noted before and after a mail is handed over, each in a transaction of its own. A mail that is found noted as
 * being sent was handed over by somebody who did not come back: it is not handed over a second time.
 */
@Service
class DeliverySteps {

    /** What there is to do with what was taken; nothing more when it holds no mail. */
    record Taken(String taskId, @Nullable Mail mail) {}

    /** Minutes from one attempt to the next; two hours together. */
    private static final List<Integer> PAUSES = List.of(2, 8, 20, 30, 60);

    static final int ATTEMPTS = PAUSES.size() + 1;

    private static final String TOPIC = "mail";

    /** Longer than any other step of a conversation takes, beside the answer to the whole mail. */
    private static final Duration REST = Duration.ofMinutes(5);

    private static final String STOPPED = "系统在发送途中停止，不知道对方是否已收到，因此没有自动再发；其中的任务会列入下一封每日提醒。";

    private final MailStore mails;
    private final Channel channel;
    private final ExternalTaskService externalTasks;
    private final Duration lock;
    private final String worker = UUID.randomUUID().toString();

    /** @param patience see {@link EmailChannel} */
    DeliverySteps(
            MailStore mails,
            Channel channel,
            ExternalTaskService externalTasks,
            @Value("${greenplan.mail.patience:2m}") Duration patience) {
        this.mails = mails;
        this.channel = channel;
        this.externalTasks = externalTasks;
        this.lock = patience.plus(REST);
    }

    /** The oldest mail whose time has come; empty when there is none or mail is held back. */
    @Transactional
    public Optional<Taken> take() {
        if (mails.isPaused()) {
            return Optional.empty();
        }
        List<LockedExternalTask> locked = externalTasks
                .fetchAndLock()
                .workerId(worker)
                .maxTasks(1)
                .orderByCreateTime()
                .asc()
                .subscribe()
                .topic(TOPIC, lock.toMillis())
                .execute();
        return locked.stream().findFirst().map(this::begin);
    }

    private Taken begin(LockedExternalTask task) {
        Mail mail = mails.lock(task.getBusinessKey()).orElse(null);
        if (mail == null) {
            return end(task);
        }
        switch (mail.state()) {
            case WAITING, FAILED -> {
                if (!channel.isSetUp()) {
                    mails.settle(mail.id(), MailState.KEPT, null);
                    return end(task);
                }
                mails.sending(mail.id());
                return new Taken(task.getId(), mails.find(mail.id()).orElseThrow());
            }
            case SENDING -> {
                mails.settle(mail.id(), MailState.UNCONFIRMED, STOPPED);
                return end(task);
            }
            default -> {
                return end(task);
            }
        }
    }

    private Taken end(LockedExternalTask task) {
        externalTasks.complete(task.getId(), worker);
        return new Taken(task.getId(), null);
    }

    @Transactional
    public void sent(Taken taken, Mail mail) {
        mails.sent(mail.id());
        externalTasks.complete(taken.taskId(), worker);
    }

    @Transactional
    public void failed(Taken taken, Mail mail, Undeliverable why) {
        if (why.extent() == Undeliverable.Extent.UNANSWERED) {
            mails.settle(mail.id(), MailState.UNCONFIRMED, why.getMessage());
            externalTasks.complete(taken.taskId(), worker);
            return;
        }
        int retries = why.extent() == Undeliverable.Extent.FOR_GOOD ? 0 : Math.max(0, ATTEMPTS - mail.attempts());
        mails.settle(mail.id(), retries == 0 ? MailState.FAILED : MailState.WAITING, why.getMessage());
        long pause = retries == 0
                ? 0
                : Duration.ofMinutes(PAUSES.get(Math.min(mail.attempts(), PAUSES.size()) - 1))
                        .toMillis();
        externalTasks.handleFailure(taken.taskId(), worker, why.getMessage(), retries, pause);
    }
}
