package org.greenplan.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskDesk;
import org.springframework.stereotype.Component;

/** Which tables hold work for a person, and how much. */
@Component
public class WorkTables {

    /**
     * @param count open tasks in it; 0 where only something handed in may be taken back
     * @param taskKeys element ids of the user tasks that stand in it
     */
    public record Entry(String path, String label, int count, List<String> taskKeys) {}

    /** So many rows make a table worth opening. */
    private static final int SEVERAL = 2;

    private final TaskDesk desk;

    public WorkTables(TaskDesk desk) {
        this.desk = desk;
    }

    /**
     * The tables with work for this person.
     *
     * @param handedIn whether reports wait for a supervisor: their table is where they are taken back, even with nothing left to fill in
     */
    public List<Entry> of(String user, boolean handedIn) {
        List<Entry> waiting = of(user);
        String reports = WorkTable.REPORT.path();
        return !handedIn || waiting.stream().anyMatch(entry -> entry.path().equals(reports))
                ? waiting
                : Stream.concat(
                                Stream.of(new Entry(reports, WorkTable.REPORT.label(), 0, WorkTable.REPORT.taskKeys())),
                                waiting.stream())
                        .toList();
    }

    /** Those with work alone; none that is empty. */
    List<Entry> of(String user) {
        Map<String, Integer> counts = desk.count(WorkTable.allTaskKeys(), user);
        return Arrays.stream(WorkTable.values())
                .map(table -> new Entry(
                        table.path(),
                        table.label(),
                        table.taskKeys().stream()
                                .mapToInt(key -> counts.getOrDefault(key, 0))
                                .sum(),
                        table.taskKeys()))
                .filter(entry -> entry.count() > 0)
                .toList();
    }

    /**
     * Where a person comes in: the table with several rows of theirs, that of the most urgent task before the fullest; else
     * the most urgent task itself; the own list where nothing waits.
     */
    public String placeOfWork(String user) {
        Optional<TaskContext> first = desk.next(Set.of(), user);
        Optional<String> table = of(user).stream()
                .filter(entry -> entry.count() >= SEVERAL)
                .max(Comparator.comparing((Entry entry) -> first.map(TaskContext::key)
                                .filter(entry.taskKeys()::contains)
                                .isPresent())
                        .thenComparing(Entry::count))
                .map(Entry::path);
        return table.or(() -> first.map(task -> WorkTable.TASKLIST + "#/?task=" + task.id()))
                .orElse(WorkTable.TASKLIST + "?mine");
    }
}
