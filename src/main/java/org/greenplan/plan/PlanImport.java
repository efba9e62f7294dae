package org.greenplan.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.calendar.Cadence;
import org.greenplan.calendar.ReportingCalendar;
import org.greenplan.calendar.ReportingPeriod;
import org.greenplan.directory.Directory;
import org.greenplan.task.Hashes;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a published plan into the tables: all of it or nothing, and once. */
@Service
public class PlanImport {

    static final String INHERITED = "inherited";

    private static final DateTimeFormatter OWN_DATE = DateTimeFormatter.ofPattern("MM-dd");

    private final JdbcClient jdbc;
    private final Directory directory;
    private final ReportingCalendar calendar;
    private final UnitsInForce unitsInForce;
    private final ObjectMapper json;
    private final Clock clock;
    private final Audit audit;

    PlanImport(
            JdbcClient jdbc,
            Directory directory,
            ReportingCalendar calendar,
            UnitsInForce unitsInForce,
            ObjectMapper json,
            Clock clock,
            Audit audit) {
        this.jdbc = jdbc;
        this.directory = directory;
        this.calendar = calendar;
        this.unitsInForce = unitsInForce;
        this.json = json;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Reads {@code seeds/<year>/plan.txt} and stores the plan with its periods, measures, roles, indicators and findings.
     *
     * @return whether it came in now; false when the year's plan is already there
     * @throws PlanDocumentException when the document cannot be read as a plan
     */
    @Transactional
    public boolean importPlan(int year) {
        if (jdbc.sql("select count(*) from plan where plan_year = ?")
                        .param(year)
                        .query(Integer.class)
                        .single()
                > 0) {
            return false;
        }
        String source = "seeds/" + year + "/plan.txt";
        byte[] bytes = bytes(source);
        String text = new String(bytes, StandardCharsets.UTF_8);
        PlanDocument document = PlanDocumentReader.read(text, year, directory.names());
        LocalDate deadline = LocalDate.of(year, Month.DECEMBER, 31);
        jdbc.sql(
                        """
                        insert into plan (plan_year, title, deadline, status, source_name, source_sha256, source_text,
                                          imported_at)
                        values (?, ?, ?, 'imported', ?, ?, ?, ?)""")
                .params(
                        year,
                        document.title(),
                        deadline,
                        source.substring(source.lastIndexOf('/') + 1),
                        Hashes.sha256(bytes),
                        text,
                        OffsetDateTime.now(clock))
                .update();
        storePeriods(year, deadline);
        document.taskItems().forEach(item -> storeTaskItem(year, item));
        String deadlineAbove = "";
        for (MeasureDraft measure : document.measures()) {
            deadlineAbove = measure.deadlineText().isEmpty() ? deadlineAbove : measure.deadlineText();
            storeMeasure(year, measure, deadlineAbove);
        }
        storeFindings(year, document.findings());
        unitsInForce.refresh(document.measures().stream().map(MeasureDraft::key).toList());
        audit.record(
                AuditEvent.PLAN_IMPORTED,
                "",
                document.title(),
                "%d项工作措施，来自%s".formatted(document.measures().size(), source));
        return true;
    }

    private void storePeriods(int year, LocalDate deadline) {
        for (Cadence cadence : Cadence.values()) {
            for (ReportingPeriod period : calendar.periods(cadence, year, deadline)) {
                jdbc.sql(
                                """
                                insert into period (id, plan_year, cadence, ordinal, name, opens, due, is_last)
                                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                period.id(),
                                year,
                                cadence.name(),
                                period.ordinal(),
                                period.name(),
                                period.opens(),
                                period.due(),
                                period.last())
                        .update();
            }
        }
    }

    private void storeTaskItem(int year, TaskItemDraft item) {
        jdbc.sql("insert into task_item (plan_year, task_no, title, part, section) values (?, ?, ?, ?, ?)")
                .params(year, item.no(), item.title(), item.part(), item.section())
                .update();
    }

    private void storeMeasure(int year, MeasureDraft measure, String deadlineAbove) {
        boolean inherited = measure.deadlineBasis() == MeasureDraft.DeadlineBasis.INHERITED;
        jdbc.sql(
                        """
                        insert into measure (measure_key, plan_year, task_no, ordinal, position, text, deadline_text,
                            deadline, deadline_basis, ongoing, own_date, raw_cells, needs_confirmation,
                            confirmation_reason, cadence, status)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        measure.key(),
                        year,
                        measure.taskNo(),
                        measure.ordinal(),
                        measure.position(),
                        measure.text(),
                        inherited ? deadlineAbove : measure.deadlineText(),
                        measure.deadline(),
                        inherited ? INHERITED : "explicit",
                        measure.ongoing(),
                        ownDate(measure.ownDates()),
                        write(measure.rawCells()),
                        measure.needsConfirmation(),
                        measure.confirmationReason().isEmpty() ? null : measure.confirmationReason(),
                        Cadence.QUARTERLY.name(),
                        MeasureStatus.PLANNED.code())
                .update();
        for (RoleDraft role : measure.roles()) {
            jdbc.sql(
                            """
                            insert into measure_role (measure_key, role, position, name, unit_code, collective_code, basis)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            measure.key(),
                            role.role().name().toLowerCase(Locale.ROOT),
                            role.position() - 1,
                            role.name(),
                            role.unitCode(),
                            role.collectiveCode(),
                            role.basis().name().toLowerCase(Locale.ROOT))
                    .update();
        }
        int position = 0;
        for (IndicatorDraft indicator : measure.indicators()) {
            jdbc.sql(
                            """
                            insert into indicator (measure_key, position, name, comparator, target, unit, source_text)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            measure.key(),
                            position++,
                            indicator.what(),
                            indicator.comparator().symbol(),
                            indicator.target(),
                            indicator.unit(),
                            indicator.sourceText())
                    .update();
        }
    }

    private void storeFindings(int year, List<Finding> findings) {
        int position = 0;
        for (Finding finding : findings) {
            String subject = finding.measureKey() != null
                    ? finding.measureKey() + " "
                    : finding.taskNo() != null ? "任务" + finding.taskNo() + " " : "";
            jdbc.sql("insert into import_finding (plan_year, position, kind, place, sentence) values (?, ?, ?, ?, ?)")
                    .params(
                            year,
                            position++,
                            finding.kind().name(),
                            subject + "第" + finding.line() + "行",
                            (finding.found().isBlank() ? "" : "“" + finding.found() + "”：") + finding.reading())
                    .update();
        }
    }

    private static @Nullable String ownDate(List<OwnDate> dates) {
        return dates.stream()
                .map(OwnDate::monthDay)
                .min(MonthDay::compareTo)
                .map(OWN_DATE::format)
                .orElse(null);
    }

    private String write(List<String> cells) {
        try {
            return json.writeValueAsString(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String path) {
        try {
            return new ClassPathResource(path).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
