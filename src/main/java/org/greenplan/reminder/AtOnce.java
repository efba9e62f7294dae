package org.greenplan.reminder;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.People;
import org.greenplan.mail.Letter;
import org.greenplan.task.OpenTask;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskObserver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Notes what people are told without waiting for the next day: that something came back to them, and that they are urged.
 * Noted in the transaction in which it happens; {@link AtOnceWriter} writes the mails.
 */
@Component
class AtOnce implements TaskObserver {

    private final ObjectProvider<TaskForm<?, ?>> forms;
    private final ObjectProvider<People> people;
    private final ObjectProvider<LineStore> lines;
    private final ObjectProvider<SweepStore> sweeps;
    private final ObjectProvider<Preferences> preferences;
    private final ObjectProvider<WorkingDays> workingDays;
    private final Clock clock;

    /** All on demand: the engine's guard holds the observers, and is there before everything that needs the engine. */
    AtOnce(
            ObjectProvider<TaskForm<?, ?>> forms,
            ObjectProvider<People> people,
            ObjectProvider<LineStore> lines,
            ObjectProvider<SweepStore> sweeps,
            ObjectProvider<Preferences> preferences,
            ObjectProvider<WorkingDays> workingDays,
            Clock clock) {
        this.forms = forms;
        this.people = people;
        this.lines = lines;
        this.sweeps = sweeps;
        this.preferences = preferences;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    @Override
    public void created(TaskContext task, OpenTask open) {
        if (task.variables().containsKey(FOLLOWS)) {
            return;
        }
        SentBack back = forms.stream()
                .filter(form -> form.taskKey().equals(task.key()))
                .findFirst()
                .map(form -> form.sentBack(task))
                .orElse(null);
        if (back != null) {
            note(Letter.Kind.RETURN, open, back.byName() + "退回", false);
        }
    }

    /**
     * Notes that whoever does this task is to be told.
     *
     * @param alsoSupervisors whether the unit's supervisors are told too
     * @return how many people will be told
     */
    int note(Letter.Kind kind, OpenTask task, String note, boolean alsoSupervisors) {
        Sweep.MeasureHead measure = task.measureKey() == null
                ? null
                : sweeps.getObject().measure(task.measureKey()).orElse(null);
        String title = task.subject() != null ? task.subject() : measure == null ? null : measure.title();
        if (title == null) {
            return 0;
        }
        Recipients recipients = new Recipients(people.getObject());
        List<String> performers = recipients.performers(task);
        List<Line> told = new ArrayList<>();
        performers.forEach(person -> told.add(line(person, Line.Section.OWN, task, title, note)));
        if (alsoSupervisors) {
            recipients.supervisors(task.unitCode()).stream()
                    .filter(person -> !performers.contains(person))
                    .forEach(person -> told.add(line(person, Line.Section.COPY, task, title, note)));
        }
        told.removeIf(line -> !preferences.getObject().of(line.recipient()).atOnce());
        lines.getObject().addAtOnce(kind, told, OffsetDateTime.now(clock));
        return told.size();
    }

    private Line line(String person, Line.Section section, OpenTask task, String title, String note) {
        LocalDate due = task.due() == null ? null : LocalDate.ofInstant(task.due(), DueDates.ZONE);
        return new Line(
                person,
                section,
                task.id(),
                task.key(),
                task.measureKey(),
                title,
                task.unitCode(),
                due,
                due == null ? null : workingDays.getObject().workdaysUntil(LocalDate.now(clock), due),
                false,
                note,
                1,
                task.submission());
    }
}
