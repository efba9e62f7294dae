package org.greenplan.table;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.report.ReportView;
import org.greenplan.report.ReporterState;
import org.greenplan.report.Reports;
import org.greenplan.task.Hashes;
import org.greenplan.task.RuleViolation;
import org.springframework.stereotype.Component;

/**
 * The sheets (报送单) that a person may read: those of the own units, or all. Others than the unit see what its supervisor
 * has signed, and of the rest only how far it is.
 */
@Component
class Sheets {

    /** As in yyyy-MM-dd; longer years exist in Java, but in no database. */
    private static final int DAY_LENGTH = 10;

    private final SheetStore store;
    private final Scans scans;
    private final Reports reports;
    private final MeasureCatalogue measures;
    private final Directory directory;
    private final People people;
    private final Clock clock;

    Sheets(
            SheetStore store,
            Scans scans,
            Reports reports,
            MeasureCatalogue measures,
            Directory directory,
            People people,
            Clock clock) {
        this.store = store;
        this.scans = scans;
        this.reports = reports;
        this.measures = measures;
        this.directory = directory;
        this.people = people;
        this.clock = clock;
    }

    /** Whether the unit's sheets are this person's to read. */
    boolean mayRead(String user, String unitCode) {
        return people.seesAll(user) || people.unitsOf(user).contains(unitCode);
    }

    /** @throws RuleViolation not found, so that nobody learns of what is not theirs */
    SheetKey require(String user, String unitCode, String due) {
        return entries(user, unitCode, due).get(0).sheet();
    }

    /** @throws RuleViolation not found, so that nobody learns of what is not theirs */
    Sheet read(String user, String unitCode, String due) {
        List<SheetStore.Entry> entries = entries(user, unitCode, due);
        SheetKey key = entries.get(0).sheet();
        boolean own = people.unitsOf(user).contains(unitCode);
        Map<String, Measure> plan =
                measures.ofPlan(key.planYear()).stream().collect(Collectors.toMap(Measure::key, Function.identity()));
        List<Sheet.Row> rows = new ArrayList<>();
        Map<Sheet.Signing, List<Sheet.Code>> signings = new LinkedHashMap<>();
        for (SheetStore.Entry entry : entries) {
            Optional<ReportView> report = report(entry, own);
            rows.add(row(entry, Objects.requireNonNull(plan.get(entry.measureKey()), "of another plan"), report));
            report.ifPresent(shown -> signings.computeIfAbsent(signing(shown), none -> new ArrayList<>())
                    .add(new Sheet.Code(entry.measureKey(), Hashes.shortened(shown.sha256()))));
        }
        return new Sheet(
                store.planTitle(key.planYear()),
                unitCode,
                directory.nameOf(unitCode),
                key.due().toString(),
                Scans.owner(key).key(),
                Times.day(key.due()),
                UnitStanding.of(
                        entries,
                        directory.nameOf(unitCode),
                        (int) scans.of(key).stream()
                                .filter(scan -> !scan.isStruck())
                                .count(),
                        LocalDate.now(clock)),
                people.clerkOf(user).contains(unitCode),
                rows,
                signings.entrySet().stream()
                        .map(group -> withCodes(group.getKey(), group.getValue()))
                        .toList());
    }

    private List<SheetStore.Entry> entries(String user, String unitCode, String due) {
        List<SheetStore.Entry> entries = mayRead(user, unitCode)
                ? day(due).map(day -> store.of(unitCode, day)).orElse(List.of())
                : List.of();
        if (entries.isEmpty()) {
            throw notFound();
        }
        return entries;
    }

    static RuleViolation notFound() {
        return RuleViolation.notFound("sheet-not-found", "没有这张报送单，或它不属于您所在的单位。");
    }

    /** The unit reads what it is about to send; others what has been sent. */
    private Optional<ReportView> report(SheetStore.Entry entry, boolean own) {
        String unit = entry.sheet().unitCode();
        if (own && entry.state() == ReporterState.WAITING) {
            Optional<ReportView> waiting = reports.waiting(entry.roundId(), unit);
            if (waiting.isPresent()) {
                return waiting;
            }
        }
        return reports.signed(entry.roundId(), unit);
    }

    private Sheet.Row row(SheetStore.Entry entry, Measure measure, Optional<ReportView> report) {
        boolean unsigned = report.filter(shown -> shown.signedAt() == null).isPresent();
        return new Sheet.Row(
                entry.measureKey(),
                measure.taskTitle(),
                measure.text(),
                entry.period(),
                entry.state().label(),
                report.isEmpty() ? "" : note(entry.state(), unsigned),
                entry.overdue(LocalDate.now(clock)),
                unsigned,
                report.orElse(null));
    }

    private static String note(ReporterState state, boolean unsigned) {
        return switch (state) {
            case WAITING -> unsigned ? "待审签" : "修改稿待审签";
            case RETURNED, LATE -> state.label();
            default -> "";
        };
    }

    private static Sheet.Signing signing(ReportView report) {
        return new Sheet.Signing(
                report.writtenByName(),
                Times.minute(report.writtenAt()),
                report.signedByName() == null ? "" : report.signedByName(),
                Times.minute(report.signedAt()),
                List.of());
    }

    private static Sheet.Signing withCodes(Sheet.Signing group, List<Sheet.Code> codes) {
        return new Sheet.Signing(group.writer(), group.writtenAt(), group.signer(), group.signedAt(), codes);
    }

    private static Optional<LocalDate> day(String due) {
        try {
            return due.length() == DAY_LENGTH ? Optional.of(LocalDate.parse(due)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
