package org.greenplan.board;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.Lateness;
import org.greenplan.calendar.Times;
import org.greenplan.cycle.OutsideView;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.directory.Unit;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.reminder.Urging;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.greenplan.task.Step;
import org.greenplan.task.TaskNotes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is open, at whom, and how late: of a person's units, or of all for those who see all. Says who, never what was typed. */
@Component
class OpenWork {

    static final int PAGE = 50;

    /**
     * An open task as somebody sees it who may only look.
     *
     * @param taskId the task's
     * @param measureKey empty where it is about no single measure
     * @param title what it is about
     * @param period empty where it belongs to none
     * @param person who has claimed it; empty while nobody has
     * @param due the day in words; empty when there is none
     * @param late how late it is, in words; empty when it is not
     * @param lateDays whole workdays
     * @param fills whether it is a report to be written
     * @param urged what was said to those who have to do it, newest; {@code null} when nothing, or nothing for this person
     * @param mayUrge whether the person may urge those who have to do it
     */
    record Item(
            String taskId,
            String measureKey,
            String title,
            String step,
            String period,
            String unit,
            String person,
            String due,
            String late,
            int lateDays,
            boolean fills,
            TaskNotes.@Nullable Note urged,
            boolean mayUrge) {}

    /** @param number from 1 */
    record Page(List<Item> items, OpenTasks.Count count, boolean overdueOnly, int number, int pages) {}

    private final OpenTasks tasks;
    private final TaskNotes notes;
    private final MeasureCatalogue catalogue;
    private final Directory directory;
    private final People people;
    private final Urging urging;
    private final OutsideView outside;
    private final Lateness lateness;

    OpenWork(
            OpenTasks tasks,
            TaskNotes notes,
            MeasureCatalogue catalogue,
            Directory directory,
            People people,
            Urging urging,
            OutsideView outside,
            Lateness lateness) {
        this.tasks = tasks;
        this.notes = notes;
        this.catalogue = catalogue;
        this.directory = directory;
        this.people = people;
        this.urging = urging;
        this.outside = outside;
        this.lateness = lateness;
    }

    OpenTasks.Count count(String user) {
        return tasks.count(sight(user), lateness.today());
    }

    /** The page with this number, or the last one if there are fewer. */
    Page page(String user, boolean overdueOnly, int number) {
        OpenTasks.InSight sight = sight(user);
        OpenTasks.Count count = tasks.count(sight, lateness.today());
        int rows = overdueOnly ? count.overdue() : count.all();
        int pages = Math.max(1, (rows + PAGE - 1) / PAGE);
        int shown = Math.min(Math.max(1, number), pages);
        List<OpenTask> open = tasks.page(sight, overdueOnly ? lateness.today() : null, (shown - 1) * PAGE, PAGE);
        catalogue.readAhead(open.stream()
                .map(OpenTask::measureKey)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return new Page(items(open, user), count, overdueOnly, shown, pages);
    }

    /** All of one measure; of the submission to the platform only what the person may know of anyway. */
    List<Item> ofMeasure(String measureKey, String user) {
        OpenTasks.InSight sight = sight(user);
        return items(
                tasks.ofMeasure(measureKey).stream()
                        .filter(task ->
                                sight.contains(task) || task.subject() == null && !OpenTasks.staysInside(task.key()))
                        .toList(),
                user);
    }

    private OpenTasks.InSight sight(String user) {
        return new OpenTasks.InSight(people.unitsOf(user), people.seesAll(user));
    }

    private List<Item> items(List<OpenTask> tasks, String user) {
        List<OpenTask> open = outside.of(tasks, people.unitsOf(user));
        Map<String, String> units = directory.units().stream().collect(Collectors.toMap(Unit::code, Unit::name));
        Map<String, String> names = people.namesOf(
                open.stream().map(OpenTask::assignee).filter(Objects::nonNull).toList());
        Map<String, TaskNotes.Note> urged =
                notes.of(open.stream().map(OpenTask::id).toList());
        Set<String> mayUrge = urging.mayUrge(tasks, user);
        return open.stream()
                .map(task -> item(task, user, units, names, urged.get(task.id()), mayUrge.contains(task.id())))
                .toList();
    }

    private Item item(
            OpenTask task,
            String user,
            Map<String, String> units,
            Map<String, String> names,
            TaskNotes.@Nullable Note urged,
            boolean mayUrge) {
        LocalDate due = day(task.due());
        return new Item(
                task.id(),
                task.measureKey() == null ? "" : task.measureKey(),
                title(task),
                Step.titleOf(task.key()),
                task.period() == null ? "" : task.period(),
                units.getOrDefault(task.unitCode(), task.unitCode()),
                task.assignee() == null ? "" : names.getOrDefault(task.assignee(), task.assignee()),
                Times.day(due),
                lateness.words(due),
                lateness.workdays(due),
                Step.FILL_REPORT.is(task.key()),
                urged != null && urged.inside() && !people.unitsOf(user).contains(task.unitCode()) ? null : urged,
                // a choice is named by its measure
                mayUrge && task.measureKey() != null);
    }

    private String title(OpenTask task) {
        if (task.subject() != null || task.measureKey() == null) {
            return task.subject() == null ? task.name() : task.subject();
        }
        return catalogue.find(task.measureKey()).map(Measure::taskTitle).orElse("");
    }

    private static @Nullable LocalDate day(@Nullable Instant due) {
        return due == null ? null : LocalDate.ofInstant(due, DueDates.ZONE);
    }
}
