package org.greenplan.engine;

import java.security.Principal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskNotes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a card in Tasklist says of its task beyond its name, for a whole page of cards at once: that it came back, or was urged. */
@RestController
class TaskMarksApi {

    static final int MOST_CARDS = 50;

    /** As pages show it; the machine's zone is the district's. */
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final EngineTaskDesk desk;
    private final TaskForms forms;
    private final TaskNotes notes;

    TaskMarksApi(EngineTaskDesk desk, TaskForms forms, TaskNotes notes) {
        this.desk = desk;
        this.forms = forms;
        this.notes = notes;
    }

    /** By the task's id, for those of the person's tasks of which there is something to say. */
    @GetMapping("/api/tasks/marks")
    Map<String, List<String>> marks(@RequestParam List<String> ids, Principal user) {
        if (ids.size() > MOST_CARDS) {
            throw RuleViolation.of("ids", "ids-count", "一次最多查询" + MOST_CARDS + "项任务。");
        }
        Map<String, List<String>> marks = new LinkedHashMap<>();
        List<TaskContext> tasks = desk.these(ids, user.getName());
        Map<String, TaskNotes.Note> urged =
                notes.of(tasks.stream().map(TaskContext::id).toList());
        for (TaskContext task : tasks) {
            List<String> sentences = new ArrayList<>();
            SentBack back = forms.get(task.key()).sentBack(task);
            if (back != null) {
                sentences.add(returned(back));
            }
            TaskNotes.Note note = urged.get(task.id());
            if (note != null) {
                sentences.add("催办：%s %s".formatted(note.byName(), note.when()));
            }
            if (!sentences.isEmpty()) {
                marks.put(task.id(), sentences);
            }
        }
        return marks;
    }

    private static String returned(SentBack back) {
        String when = back.at() == null ? "" : MINUTE.format(back.at().atZoneSameInstant(ZoneId.systemDefault()));
        return "退回：%s %s".formatted(back.byName(), when).strip();
    }
}
