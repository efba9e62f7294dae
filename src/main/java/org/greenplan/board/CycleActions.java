package org.greenplan.board;

import java.util.ArrayList;
import java.util.List;
import org.greenplan.cycle.Collection;
import org.greenplan.cycle.WithdrawalStart;
import org.springframework.stereotype.Component;

/** What the cycle offers beside its tasks: the lead ends collection, the plan office applies for a withdrawal. */
@Component
class CycleActions implements MeasureActions {

    private final Collection collection;
    private final WithdrawalStart withdrawal;

    CycleActions(Collection collection, WithdrawalStart withdrawal) {
        this.collection = collection;
        this.withdrawal = withdrawal;
    }

    @Override
    public List<Action> of(String measureKey, String user) {
        List<Action> actions = new ArrayList<>();
        if (collection.mayEnd(measureKey, user)) {
            actions.add(new Action(
                    "截止收报", EndCollectionPage.PATH + "?measure=" + measureKey, "本期已过报送截止日，截止后未报单位登记为“未报”，仍可补报。"));
        }
        if (withdrawal.mayBegin(measureKey, user)) {
            actions.add(new Action("申请终止", "/measures/" + measureKey + "/withdrawal", "填写依据文号和理由，经计划办分管领导审签后终止。"));
        }
        return actions;
    }
}
