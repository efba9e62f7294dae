package org.greenplan.engine;

import java.security.Principal;
import java.util.Set;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which task a person does next, asked by Tasklist when it is opened and after each 完成. */
@RestController
class NextTaskApi {

    /** @param taskId {@code null} when nothing waits */
    record Next(@Nullable String taskId) {}

    private final TaskDesk desk;

    NextTaskApi(TaskDesk desk) {
        this.desk = desk;
    }

    /** @param kind element id of a user task; without it every kind counts */
    @GetMapping("/api/tasks/next")
    Next next(@RequestParam(required = false) @Nullable String kind, Principal user) {
        Set<String> kinds = kind == null ? Set.of() : Set.of(kind);
        return new Next(desk.next(kinds, user.getName()).map(TaskContext::id).orElse(null));
    }
}
