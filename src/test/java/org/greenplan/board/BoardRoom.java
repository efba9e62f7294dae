package org.greenplan.board;

import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.Lateness;
import org.greenplan.calendar.WorkdayTable;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.cycle.ConfirmationDates;
import org.greenplan.cycle.OutsideView;
import org.greenplan.directory.Office;
import org.greenplan.file.FileRoom;
import org.greenplan.plan.MeasureRights;
import org.greenplan.plan.PlanTables;
import org.greenplan.reminder.Urging;
import org.greenplan.report.TakeBack;
import org.greenplan.submission.MeasureSubmissions;
import org.greenplan.table.WorkTables;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskMeasures;
import org.greenplan.task.TaskNotes;
import org.greenplan.task.TaskSheet;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** The board's pages with their real templates over a database with the 2026 plan, wired by hand. */
final class BoardRoom {

    final PlanTables tables = PlanTables.seeded();
    final WaitingTasks open = new WaitingTasks();

    /** What was said about tasks, by their ids. */
    final Map<String, TaskNotes.Note> notes = new HashMap<>();

    final MockMvc mvc;

    BoardRoom() {
        this(Map.of());
    }

    /** @param tasks keys of measures by id of a task */
    BoardRoom(Map<String, String> tasks) {
        MeasureRights rights = tables.rights;
        Urging urging = mock(Urging.class);
        ConfirmationDates dates = new ConfirmationDates(tables.jdbc);
        OpenWork work = new OpenWork(
                open,
                ids -> notes,
                tables.catalogue,
                tables.directory,
                tables.people,
                urging,
                new OutsideView(tables.jdbc, dates),
                new Lateness(new WorkingDays(WorkdayTable.over(tables.jdbc), PlanTables.CLOCK), PlanTables.CLOCK));
        DossierSignatures signatures = new DossierSignatures(tables.jdbc);
        DossierReader dossiers = new DossierReader(
                tables.jdbc,
                tables.catalogue,
                rights,
                tables.people,
                new DossierUnits(tables.catalogue, tables.directory),
                new DossierStep(tables.jdbc, work, tables.directory),
                new DossierRounds(
                        tables.jdbc,
                        new DossierReports(
                                tables.jdbc, FileRoom.files(tables.jdbc, PlanTables.CLOCK), tables.people, signatures),
                        new DossierOpinions(tables.jdbc, tables.people, dates)),
                signatures,
                new DossierLedger(tables.jdbc, tables.people),
                PlanTables.CLOCK);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("tasks", (TaskMeasures) (task, user) -> Optional.ofNullable(tasks.get(task)));
        beans.addBean("actions", (MeasureActions) (key, user) -> List.of());
        mvc = MockMvcBuilders.standaloneSetup(
                        new PlanApi(tables.catalogue),
                        new HomePage(tables.people, new WorkTables(new NoTasks())),
                        new MeasureListPage(
                                tables.catalogue,
                                new MeasureList(tables.jdbc, tables.catalogue, tables.people, urging, PlanTables.CLOCK),
                                tables.directory,
                                tables.people),
                        new DossierPage(
                                dossiers,
                                beans.getBeanProvider(MeasureSubmissions.class),
                                beans.getBeanProvider(MeasureActions.class),
                                beans.getBeanProvider(TaskMeasures.class),
                                beans.getBeanProvider(TaskDesk.class)),
                        new ImportReportPage(tables.reports, tables.catalogue, tables.people, tables.audit),
                        new CollectivePage(tables.directory, tables.groupMembers, tables.people))
                .setControllerAdvice(
                        new PageFrame(
                                tables.people,
                                new Office(tables.people),
                                tables.directory,
                                tables.catalogue,
                                new WorkTables(new NoTasks()),
                                work,
                                mock(TakeBack.class),
                                beans.getBeanProvider(MeasureSubmissions.class),
                                "绿色低碳转型任务调度系统",
                                "ecology"),
                        new Refusals())
                .setViewResolvers(templates())
                .build();
    }

    /** A task that waits since the day, of a unit's clerks or, for a signature, of its supervisors. */
    void waits(String measure, String step, String unit, String due, @Nullable String period) {
        open.tasks.add(new OpenTask(
                "task-" + open.tasks.size(),
                step,
                step,
                unit,
                step.contains("approve"),
                null,
                Instant.EPOCH,
                LocalDate.parse(due).atTime(18, 0).atZone(DueDates.ZONE).toInstant(),
                period,
                measure,
                null,
                null));
    }

    static MockHttpServletRequestBuilder as(String user, MockHttpServletRequestBuilder request) {
        return request.principal((Principal) () -> user);
    }

    /** Opens a period of a measure. @return the round's id */
    long openRound(String key, String period, String... reporters) {
        tables.jdbc
                .sql(
                        "insert into round (measure_key, period_id, state, opened_at, due) values (?, ?, 'open', ?, '2026-06-25')")
                .params(key, period, now())
                .update();
        long round = id("select max(id) from round");
        for (String unit : reporters) {
            tables.jdbc
                    .sql(
                            "insert into round_reporter (round_id, unit_code, state, asked, due) values (?, ?, 'expected', true, '2026-06-25')")
                    .params(round, unit)
                    .update();
        }
        tables.jdbc
                .sql("update measure set status = 'reporting' where measure_key = ?")
                .param(key)
                .update();
        return round;
    }

    /** Stores a version of a unit's report; {@code signer} signs it unless null. @return the version's id */
    long version(long round, String key, String unit, String status, String narrative, @Nullable String signer)
            throws Exception {
        if (id("select count(*) from report where round_id = " + round + " and unit_code = '" + unit + "'") == 0) {
            tables.jdbc
                    .sql("insert into report (round_id, measure_key, unit_code, status) values (?, ?, ?, ?)")
                    .params(round, key, unit, status)
                    .update();
        }
        long report = id("select id from report where round_id = " + round + " and unit_code = '" + unit + "'");
        long number = id("select count(*) + 1 from report_version where report_id = " + report);
        String content = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "state",
                        "on_track",
                        "percent",
                        40,
                        "narrative",
                        narrative,
                        "values",
                        List.of(),
                        "evidence",
                        List.of(),
                        "evidenceSha256",
                        List.of()));
        tables.jdbc
                .sql(
                        """
                        insert into report_version (report_id, number, content, sha256, late, status, written_by, written_at)
                        values (?, ?, ?, ?, false, ?, ?, ?)""")
                .params(report, number, content, "0123456789abcdef", status, unit + "1", now())
                .update();
        long version = id("select max(id) from report_version");
        if (signer != null) {
            sign(key, "report", version, "approve", null, signer, unit);
        }
        return version;
    }

    void sign(
            String key,
            String subject,
            long subjectId,
            String decision,
            @Nullable String opinion,
            String signer,
            String unit) {
        tables.jdbc
                .sql(
                        """
                        insert into signature (measure_key, subject, subject_id, sha256, decision, opinion, signer,
                                               signer_name, unit_code, signed_at)
                        values (?, ?, ?, '0123456789abcdef', ?, ?, ?, ?, ?, ?)""")
                .params(key, subject, subjectId, decision, opinion, signer, tables.people.nameOf(signer), unit, now())
                .update();
    }

    long id(String sql) {
        return tables.jdbc.sql(sql).query(Long.class).single();
    }

    static OffsetDateTime now() {
        return OffsetDateTime.now(PlanTables.CLOCK);
    }

    private static ThymeleafViewResolver templates() {
        GenericApplicationContext context = new GenericApplicationContext();
        context.refresh();
        SpringResourceTemplateResolver templates = new SpringResourceTemplateResolver();
        templates.setApplicationContext(context);
        templates.setPrefix("classpath:/templates/");
        templates.setSuffix(".html");
        templates.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        ThymeleafViewResolver views = new ThymeleafViewResolver();
        views.setTemplateEngine(engine);
        views.setCharacterEncoding("UTF-8");
        views.setContentType("text/html;charset=UTF-8");
        return views;
    }

    /** Answers a broken rule as the application does on pages. */
    @TestComponent
    @ControllerAdvice
    static final class Refusals {

        @ExceptionHandler
        ModelAndView refused(RuleViolation violation) {
            ModelAndView page = new ModelAndView("error/refused", Map.of("message", violation.getMessage()));
            page.setStatus(HttpStatus.valueOf(violation.kind().status()));
            return page;
        }
    }

    /** What waits for somebody, written down. */
    static final class WaitingTasks implements OpenTasks {

        private final List<OpenTask> tasks = new ArrayList<>();

        @Override
        public List<OpenTask> page(String afterId, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenTask> ofMeasures(Collection<String> measureKeys) {
            return tasks.stream()
                    .filter(task -> measureKeys.contains(String.valueOf(task.measureKey())))
                    .toList();
        }

        @Override
        public List<OpenTask> ofSubmission(long submission) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenTask> ofUnits(Collection<String> unitCodes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenTask> page(InSight sight, @Nullable Instant dueBefore, int offset, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Count count(InSight sight, Instant dueBefore) {
            return new Count(0, 0);
        }
    }

    /** Nobody has anything to do. */
    private static final class NoTasks implements TaskDesk {

        @Override
        public List<TaskSheet> open(Collection<String> taskKeys, String user) {
            return List.of();
        }

        @Override
        public Optional<TaskContext> find(String taskId, String user) {
            return Optional.empty();
        }

        @Override
        public Optional<TaskContext> next(Collection<String> taskKeys, String user) {
            return Optional.empty();
        }

        @Override
        public TaskSheet sheet(String taskId, String user) {
            throw RuleViolation.notFound("task-gone", "这项任务已不在。");
        }

        @Override
        public Map<String, Integer> count(Collection<String> taskKeys, String user) {
            return Map.of();
        }

        @Override
        public Outcome complete(List<Completion> completions, String user) {
            return new Outcome(List.of(), List.of());
        }
    }
}
