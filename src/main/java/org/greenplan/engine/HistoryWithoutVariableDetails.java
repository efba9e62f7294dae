package org.greenplan.engine;

import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.jspecify.annotations.Nullable;

/** Everything of FULL, the user operation log with it, but for a copy of each variable at each change. */
class HistoryWithoutVariableDetails extends AbstractHistoryLevel {

    static final String NAME = "greenplan";

    @Override
    public int getId() {
        return 31;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        return !HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL.equals(type)
                && !HistoryEventTypes.FORM_PROPERTY_UPDATE.equals(type)
                && HistoryLevel.HISTORY_LEVEL_FULL.isHistoryEventProduced(type, entity);
    }
}
