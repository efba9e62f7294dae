package org.greenplan.table;

import java.security.Principal;
import java.util.Optional;
import org.greenplan.plan.MeasureRights;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskDesk;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The address of one task that mails carry. It leads to where the task is done, however long ago the mail was sent. */
@Controller
class TaskLinkPage {

    private final TaskDesk desk;
    private final MeasureRights rights;
    private final JdbcClient jdbc;

    TaskLinkPage(TaskDesk desk, MeasureRights rights, JdbcClient jdbc) {
        this.desk = desk;
        this.rights = rights;
        this.jdbc = jdbc;
    }

    @GetMapping("/tasks/{id}")
    ModelAndView open(@PathVariable String id, Principal user) {
        return desk.find(id, user.getName())
                .map(task -> new ModelAndView("redirect:" + place(task)))
                .orElseGet(() -> gone(id, user.getName()));
    }

    private static String place(TaskContext task) {
        return WorkTable.of(task.key())
                .map(table -> table.path() + "#t-" + task.id())
                .orElse(WorkTable.TASKLIST + "#/?task=" + task.id());
    }

    private ModelAndView gone(String id, String user) {
        ModelAndView page = new ModelAndView("task-gone");
        page.setStatus(HttpStatus.NOT_FOUND);
        measureOf(id)
                .filter(measure -> rights.mayRead(user, measure))
                .ifPresent(measure -> page.addObject("measure", measure));
        return page;
    }

    /** The ledger of due dates remembers every task of a measure. */
    private Optional<String> measureOf(String taskId) {
        return jdbc.sql("select measure_key from deadline_ledger where task_id = ? order by id desc limit 1")
                .param(taskId)
                .query(String.class)
                .optional();
    }
}
