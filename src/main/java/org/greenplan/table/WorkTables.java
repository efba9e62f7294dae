package org.greenplan.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.greenplan.task.TaskDesk;
import org.springframework.stereotype.Component;

/** Which tables hold work for a person, and how much. */
@Component
public class WorkTables {

    /**
     * @param count open tasks in it
     * @param taskKeys element ids of the user tasks that stand in it
     */
    public record Entry(String path, String label, int count, List<String> taskKeys) {}

    private final TaskDesk desk;

    public WorkTables(TaskDesk desk) {
        this.desk = desk;
    }

    /** The tables with work for this person; none that is empty. */
    public List<Entry> of(String user) {
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
}
