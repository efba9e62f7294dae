package org.greenplan.board;

import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Office;
import org.greenplan.directory.People;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.report.TakeBack;
import org.greenplan.submission.MeasureSubmissions;
import org.greenplan.table.WorkTables;
import org.greenplan.task.OpenTasks;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What stands around every page: the application's name, who is logged in, and where they may go. */
@ControllerAdvice(
        basePackages = {
            "org.greenplan.audit",
            "org.greenplan.board",
            "org.greenplan.table",
            "org.greenplan.mail",
            "org.greenplan.reminder",
            "org.greenplan.submission"
        })
class PageFrame {

    private final People people;
    private final Office office;
    private final Directory directory;
    private final MeasureCatalogue catalogue;
    private final WorkTables tables;
    private final OpenWork work;
    private final TakeBack takeBack;
    private final ObjectProvider<MeasureSubmissions> submissions;
    private final String appName;
    private final String submissionBureau;

    PageFrame(
            People people,
            Office office,
            Directory directory,
            MeasureCatalogue catalogue,
            WorkTables tables,
            OpenWork work,
            TakeBack takeBack,
            ObjectProvider<MeasureSubmissions> submissions,
            @Value("${greenplan.app-name:绿色低碳转型任务调度系统}") String appName,
            @Value("${greenplan.submission.bureau:ecology}") String submissionBureau) {
        this.people = people;
        this.office = office;
        this.directory = directory;
        this.catalogue = catalogue;
        this.tables = tables;
        this.work = work;
        this.takeBack = takeBack;
        this.submissions = submissions;
        this.appName = appName;
        this.submissionBureau = submissionBureau;
    }

    @ModelAttribute("frame")
    Frame frame(@Nullable Principal principal) {
        String user = principal == null ? "" : principal.getName();
        return new Frame(
                appName,
                user,
                people.nameOf(user),
                people.unitsOf(user).stream().map(directory::nameOf).collect(Collectors.joining("、")),
                people.seesAll(user),
                people.seesEveryMeasure(user),
                people.isPlanOffice(user),
                office.includes(user),
                people.isAdministrator(user),
                people.isAuditor(user),
                people.clerkOf(user).stream().anyMatch(this::startsProcesses),
                people.seesAll(user) || submissions.stream().anyMatch(known -> known.concern(user)),
                catalogue.newestYear().orElse(null),
                tables.of(user, takeBack.anyWaits(people.clerkOf(user))),
                people.unitsOf(user).isEmpty() ? null : work(user));
    }

    private Work work(String user) {
        OpenTasks.Count count = work.count(user);
        return new Work(people.seesAll(user) ? "全区在办" : "本单位在办", count.all(), count.overdue());
    }

    /**
     * What is open at the person's units, or everywhere.
     *
     * @param label whose it is
     * @param overdue those of all that are overdue
     */
    record Work(String label, int all, int overdue) {}

    /** The units whose clerks are granted the start of a process. */
    private boolean startsProcesses(String unit) {
        return unit.equals(People.PLAN_OFFICE) || unit.equals(submissionBureau);
    }

    /**
     * @param office whether the person looks after the running: plan office or administrator
     * @param auditor whether the person sees the audit and nothing else
     * @param starts whether the person starts processes (发起流程)
     * @param platform whether the submission to the platform concerns the person
     * @param year the newest plan's; null before any plan came in
     * @param tables those with work for this person, and the one in which handed-in reports may be taken back
     * @param work null for somebody without a unit
     */
    record Frame(
            String appName,
            String person,
            String personName,
            String unitNames,
            boolean seesAll,
            boolean seesEveryMeasure,
            boolean planOffice,
            boolean office,
            boolean administrator,
            boolean auditor,
            boolean starts,
            boolean platform,
            @Nullable Integer year,
            List<WorkTables.Entry> tables,
            @Nullable Work work) {}
}
