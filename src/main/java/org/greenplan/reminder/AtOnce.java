package org.greenplan.reminder;

import java.util.List;
import java.util.Map;
import org.greenplan.calendar.DueDates;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.mail.Outbox;
import org.greenplan.task.OpenTask;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.TaskObserver;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people are told without waiting for the next day: that something came back to them, and that they are urged. It is
 * noted in the transaction in which it happens, and written a little later, so that thirty reports sent back with one
 * click are one mail.
 */
@Component
class AtOnce implements TaskObserver {

    private final ObjectProvider<TaskForm> forms;
    private final ObjectProvider<People> people;
    private final ObjectProvider<LineStore> lines;
    private final ObjectProvider<SweepStore> sweeps;
    private final ObjectProvider<Preferences> preferences;
    private final ObjectProvider<Outbox> outbox;
    private final ObjectProvider<NoticeWriter> writer;

    /** All of it on demand: the engine's guard holds the observers, and is there before everything that needs the engine. */
    AtOnce(
            ObjectProvider<TaskForm> forms,
            ObjectProvider<People> people,
            ObjectProvider<LineStore> lines,
            ObjectProvider<SweepStore> sweeps,
            ObjectProvider<Preferences> preferences,
            ObjectProvider<Outbox> outbox,
            ObjectProvider<NoticeWriter> writer) {
        this.forms = forms;
        this.people = people;
        this.lines = lines;
        this.sweeps = sweeps;
        this.preferences = preferences;
        this.outbox = outbox;
        this.writer = writer;
    }

    @Override
    public void created(TaskContext task, OpenTask open) {
        SentBack back = forms.stream()
                .filter(form -> form.taskKey().equals(task.key()))
                .findFirst()
                .map(form -> form.sentBack(task))
                .orElse(null);
        if (back != null) {
            note(open, back.byName() + "退回", false);
        }
    }

    /**
     * Notes that whoever does this task is to be told.
     *
     * @param alsoSupervisors whether the unit's supervisors are told too
     */
    void note(OpenTask task, String note, boolean alsoSupervisors) {
        Sweep.MeasureHead measure =
                task.measureKey() == null ? null : sweeps.getObject().measures().get(task.measureKey());
        if (measure == null) {
            return;
        }
        List<Person> supervisors = people.getObject().supervisors(task.unitCode());
        List<String> performers = task.assignee() != null
                ? List.of(task.assignee())
                : ids(task.forSupervisor() ? supervisors : people.getObject().clerks(task.unitCode()));
        performers.forEach(person -> add(person, Line.Section.OWN, task, measure, note));
        if (alsoSupervisors) {
            ids(supervisors).stream()
                    .filter(person -> !performers.contains(person))
                    .forEach(person -> add(person, Line.Section.COPY, task, measure, note));
        }
    }

    private static List<String> ids(List<Person> found) {
        return found.stream().map(Person::id).toList();
    }

    private void add(
            String person, Line.Section section, OpenTask task, Sweep.@Nullable MeasureHead measure, String note) {
        if (!preferences.getObject().atOnce(person)) {
            return;
        }
        lines.getObject()
                .add(
                        null,
                        List.of(new Line(
                                person,
                                section,
                                task.id(),
                                task.key(),
                                task.measureKey(),
                                measure == null ? task.name() : measure.title(),
                                task.unitCode(),
                                task.due() == null
                                        ? null
                                        : task.due().atZone(DueDates.ZONE).toLocalDate(),
                                null,
                                false,
                                note)));
    }

    /** Writes one mail to everybody for whom something is noted. */
    @Transactional
    public void write() {
        lines.getObject().atOnce().forEach(this::write);
    }

    private void write(String person, List<LineStore.Pending> noted) {
        long first = noted.get(0).id();
        String mail = people.getObject()
                .find(person)
                .flatMap(recipient -> outbox.getObject()
                        .put(writer.getObject()
                                .atOnce(
                                        "at-once/" + first + "/" + person,
                                        recipient,
                                        noted.stream()
                                                .map(LineStore.Pending::line)
                                                .toList(),
                                        noted.stream().anyMatch(pending -> isUrged(pending.line())))))
                .orElse("none");
        lines.getObject().written(noted, mail);
    }

    private static boolean isUrged(Line line) {
        return line.note() != null && line.note().contains("催办");
    }

    Map<String, List<LineStore.Pending>> noted() {
        return lines.getObject().atOnce();
    }
}
