package org.greenplan.board;

import java.util.List;
import org.greenplan.reminder.Urging;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What somebody may do who looks after a measure's open tasks. */
@Component
@Order(1)
class UrgeAction implements MeasureActions {

    private final Urging urging;

    UrgeAction(Urging urging) {
        this.urging = urging;
    }

    @Override
    public List<Action> of(String measureKey, String user) {
        return urging.mayUrge(measureKey, user)
                ? List.of(new Action("催办", "/reminders/urge?measure=" + measureKey, "给还没办的单位发一封催办邮件，记入事项档案。"))
                : List.of();
    }
}
