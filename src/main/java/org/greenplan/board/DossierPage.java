package org.greenplan.board;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.greenplan.submission.MeasureSubmissions;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskMeasures;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 事项档案: everything known of one measure, on one page; also inside Tasklist. */
@Controller
class DossierPage {

    private final DossierReader dossiers;
    private final ObjectProvider<MeasureSubmissions> submissions;
    private final ObjectProvider<MeasureActions> actions;
    private final ObjectProvider<TaskMeasures> taskMeasures;
    private final ObjectProvider<TaskDesk> desk;

    DossierPage(
            DossierReader dossiers,
            ObjectProvider<MeasureSubmissions> submissions,
            ObjectProvider<MeasureActions> actions,
            ObjectProvider<TaskMeasures> taskMeasures,
            ObjectProvider<TaskDesk> desk) {
        this.dossiers = dossiers;
        this.submissions = submissions;
        this.actions = actions;
        this.taskMeasures = taskMeasures;
        this.desk = desk;
    }

    @GetMapping("/measures/{key}")
    String show(
            @PathVariable String key,
            @RequestParam(defaultValue = "false") boolean embedded,
            Principal user,
            Model model) {
        return page(key, embedded, user, model);
    }

    /** What belongs to a task in Tasklist: its measure's dossier, or where its submission stands. */
    @GetMapping("/measures/by-task/{taskId}")
    String showForTask(
            @PathVariable String taskId,
            @RequestParam(defaultValue = "false") boolean embedded,
            Principal user,
            Model model) {
        Optional<String> submission = desk.stream()
                .flatMap(known -> known.find(taskId, user.getName()).stream())
                .flatMap(task -> submissions.stream().flatMap(known -> known.pageOf(task).stream()))
                .findFirst();
        if (submission.isPresent()) {
            return "redirect:" + submission.get() + (embedded ? "?embedded=true" : "");
        }
        String key = taskMeasures.stream()
                .flatMap(known -> known.measureOf(taskId, user.getName()).stream())
                .findFirst()
                .orElseThrow(() -> RuleViolation.notFound("task-without-measure", "这项任务没有对应的措施，或任务已办理完毕。"));
        return page(key, embedded, user, model);
    }

    private String page(String key, boolean embedded, Principal user, Model model) {
        model.addAttribute("dossier", dossiers.read(key, user.getName()));
        model.addAttribute(
                "submissions",
                submissions.stream().flatMap(known -> known.of(key).stream()).toList());
        model.addAttribute("embedded", embedded);
        model.addAttribute(
                "actions",
                actions.orderedStream()
                        .map(source -> source.of(key, user.getName()))
                        .flatMap(List::stream)
                        .toList());
        return "dossier";
    }
}
