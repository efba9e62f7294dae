package org.greenplan.task;

import static org.greenplan.task.StepFacts.signs;
import static org.greenplan.task.StepFacts.work;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The steps of all processes, one constant for each user task: all that is known of it beside what it accepts and does
 * ({@link TaskForm}) and where it stands in its process. Its name is that of the diagram, which Tasklist shows; a task keeps
 * the name that it was created with. ADR 0040.
 */
public enum Step {
    CHECK_PLAN("userTask_checkPlan", "核对计划", work()),
    APPROVE_LAUNCH("userTask_approveLaunch", "计划下达审签", signs("launch")),
    ASSIGN_MEASURE("userTask_assignMeasure", "任务分解", work().measure("assigning").in("assign")),
    APPROVE_ASSIGNMENT(
            "userTask_approveAssignment",
            "下达审签",
            signs("assignment").measure("assigning").in("sign")),
    FILL_REPORT("userTask_fillReport", "填报进展", work().measure("reporting").in("report")),
    APPROVE_REPORT(
            "userTask_approveReport",
            "分管领导审签",
            signs("report").measure("reporting").in("sign").seenBy(Sight.DATES_INSIDE)),
    CONFIRM_REPORT(
            "userTask_confirmReport", "协办会签", work().measure("confirming").in("confirm")),
    APPROVE_DISSENT(
            "userTask_approveDissent", "会签意见审签", signs("dissent").in("sign").seenBy(Sight.DATES_INSIDE)),
    COORDINATE("userTask_coordinate", "牵头协调", work().measure("coordinating").in("review")),
    REVIEW_MEASURE("userTask_reviewMeasure", "牵头审核", work().measure("reviewing").in("review")),
    APPROVE_CLOSING(
            "userTask_approveClosing",
            "办结审签",
            signs("closing").measure("closing").in("sign")),
    ACCEPT_CLOSING(
            "userTask_acceptClosing",
            "办结核验",
            signs("acceptance").measure("closing").in("sign")),
    REQUEST_SUBMISSION("userTask_requestSubmission", "发起平台报送", work()),
    ASSIGN_ITEMS("userTask_assignItems", "指标分工", work().submission("assigning")),
    FILL_INDICATORS("userTask_fillIndicators", "填报指标", work().submission("collecting")),
    APPROVE_INDICATORS("userTask_approveIndicators", "指标审签", signs("indicators").submission("collecting")),
    VERIFY_SUBMISSION("userTask_verifySubmission", "汇总核验", work().submission("verifying")),
    APPROVE_SUBMISSION(
            "userTask_approveSubmission", "局领导审签", signs("submission").submission("signing")),
    ENDORSE_SUBMISSION(
            "userTask_endorseSubmission", "区政府审签", signs("endorsement").submission("endorsing")),
    SUBMIT_TO_PLATFORM("userTask_submitToPlatform", "平台报送", work().submission("uploading")),
    CHECK_RECEIPT("userTask_checkReceipt", "核对回执", work().submission("checking")),
    REQUEST_WITHDRAWAL("userTask_requestWithdrawal", "终止申请", work().seenBy(Sight.INSIDE)),
    APPROVE_WITHDRAWAL(
            "userTask_approveWithdrawal", "终止审签", signs("withdrawal").in("sign").seenBy(Sight.INSIDE));

    /** Who hears of a step while it waits. */
    public enum Sight {
        /** All who may see what it belongs to. */
        EVERYBODY,
        /** The same, but its dates are the unit's own. */
        DATES_INSIDE,
        /** Nobody outside the unit before it is signed. */
        INSIDE
    }

    private final String id;
    private final String title;
    private final StepFacts facts;

    Step(String id, String title, StepFacts facts) {
        this.id = id;
        this.title = title;
        this.facts = facts;
    }

    /** The user task's element id. */
    public String id() {
        return id;
    }

    /** What people call it, in Chinese. */
    public String title() {
        return title;
    }

    /** What is signed in it, as the table {@code signature} calls it; empty where nothing is. */
    public Optional<String> subject() {
        return Optional.ofNullable(facts.subject());
    }

    /** Code of the status that a measure has while it waits for this; empty where it keeps the one that it has. */
    public Optional<String> measureStatus() {
        return Optional.ofNullable(facts.measure());
    }

    /** Code of the state that a submission to the platform has while it waits for this; empty where it keeps the one that it has. */
    public Optional<String> submissionState() {
        return Optional.ofNullable(facts.submission());
    }

    /** Code of the page on which many of these are done as one table; empty where they are done one by one. */
    public Optional<String> table() {
        return Optional.ofNullable(facts.table());
    }

    public Sight sight() {
        return facts.sight();
    }

    /** Empty for a step that is not known here, of an earlier release. */
    public static Optional<Step> ofId(@Nullable String id) {
        return Arrays.stream(values()).filter(step -> step.id.equals(id)).findFirst();
    }

    /** In which this is signed; empty for what is not known here. */
    public static Optional<Step> signing(String subject) {
        return Arrays.stream(values())
                .filter(step -> subject.equals(step.facts.subject()))
                .findFirst();
    }

    /** The Chinese name; the id itself for a step that is not known here. */
    public static String titleOf(String id) {
        return ofId(id).map(Step::title).orElse(id);
    }

    /** The element ids of those of which this is so. */
    public static List<String> ids(Predicate<Step> wanted) {
        return Arrays.stream(values()).filter(wanted).map(Step::id).toList();
    }

    /** Whether this is the step of a task with this element id. */
    public boolean is(String taskKey) {
        return id.equals(taskKey);
    }
}
