package org.greenplan.task;

import java.util.Map;

/**
 * What people call the steps of the processes, by the user task's element id: the names in the diagrams, which Tasklist
 * shows. A task keeps the name that it was created with.
 */
public final class TaskNames {

    static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("userTask_checkPlan", "核对计划"),
            Map.entry("userTask_approveLaunch", "计划下达审签"),
            Map.entry("userTask_assignMeasure", "任务分解"),
            Map.entry("userTask_approveAssignment", "下达审签"),
            Map.entry("userTask_fillReport", "填报进展"),
            Map.entry("userTask_approveReport", "分管领导审签"),
            Map.entry("userTask_confirmReport", "协办会签"),
            Map.entry("userTask_approveDissent", "会签意见审签"),
            Map.entry("userTask_coordinate", "牵头协调"),
            Map.entry("userTask_reviewMeasure", "牵头审核"),
            Map.entry("userTask_approveClosing", "办结审签"),
            Map.entry("userTask_acceptClosing", "办结核验"),
            Map.entry("userTask_requestSubmission", "发起平台报送"),
            Map.entry("userTask_assignItems", "指标分工"),
            Map.entry("userTask_fillIndicators", "填报指标"),
            Map.entry("userTask_approveIndicators", "指标审签"),
            Map.entry("userTask_verifySubmission", "汇总核验"),
            Map.entry("userTask_approveSubmission", "局领导审签"),
            Map.entry("userTask_endorseSubmission", "区政府审签"),
            Map.entry("userTask_submitToPlatform", "平台报送"),
            Map.entry("userTask_checkReceipt", "核对回执"),
            Map.entry("userTask_requestWithdrawal", "终止申请"),
            Map.entry("userTask_approveWithdrawal", "终止审签"));

    private TaskNames() {}

    /** The Chinese name; the id itself for a step that is not known here. */
    public static String of(String taskKey) {
        return NAMES.getOrDefault(taskKey, taskKey);
    }
}
