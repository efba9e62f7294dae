package org.greenplan.mail;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hands mails over, one after the other, outside any transaction: a slow server holds no connection of the database. */
@Component
class DeliveryWorker {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

    private final DeliverySteps steps;
    private final Channel channel;
    private final boolean on;

    /** @param on whether this node delivers */
    DeliveryWorker(DeliverySteps steps, Channel channel, @Value("${greenplan.mail.worker:true}") boolean on) {
        this.steps = steps;
        this.channel = channel;
        this.on = on;
    }

    @Scheduled(fixedDelayString = "${greenplan.mail.poll:2s}", initialDelayString = "${greenplan.mail.poll:2s}")
    void poll() {
        if (on) {
            deliver();
        }
    }

    /** All whose time has come. Where the server cannot be reached, one attempt counts for all of them. */
    void deliver() {
        Undeliverable unreachable = null;
        Optional<DeliverySteps.Taken> next = steps.take();
        while (next.isPresent()) {
            DeliverySteps.Taken taken = next.get();
            Mail mail = taken.mail();
            if (mail != null && unreachable != null) {
                steps.failed(taken, mail, unreachable);
            } else if (mail != null) {
                unreachable = hand(taken, mail);
            }
            next = steps.take();
        }
    }

    private @org.jspecify.annotations.Nullable Undeliverable hand(DeliverySteps.Taken taken, Mail mail) {
        try {
            channel.send(mail);
        } catch (Undeliverable e) {
            LOG.warn("mail {} was not taken: {}", mail.id(), e.getMessage());
            steps.failed(taken, mail, e);
            return e.extent() == Undeliverable.Extent.EVERYTHING ? e : null;
        }
        steps.sent(taken, mail);
        return null;
    }
}
