package org.greenplan.plan;

import java.util.List;

/**
 * A published action plan as read from its document: everything in the order of the document, and every repair that the
 * reading needed. Drafts only: nothing here has been confirmed by a person.
 *
 * @param title the plan's title, e.g. 怀柔区加快绿色低碳转型2026年行动计划
 * @param findings what was repaired, inferred or not understood, by line of the document
 */
public record PlanDocument(
        String title, List<TaskItemDraft> taskItems, List<MeasureDraft> measures, List<Finding> findings) {

    public PlanDocument {
        taskItems = List.copyOf(taskItems);
        measures = List.copyOf(measures);
        findings = List.copyOf(findings);
    }
}
