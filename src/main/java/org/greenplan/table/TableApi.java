package org.greenplan.table;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.greenplan.database.DiskSpace;
import org.greenplan.task.RuleViolation;
import org.greenplan.task.TaskDesk;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the tables' pages ask while somebody works in them. */
@RestController
@RequestMapping("/api/tables")
class TableApi {

    static final int MOST_ROWS = 300;

    /** @param inputs by the names that the task's form declares */
    record Row(@Nullable String taskId, @Nullable String revision, @Nullable Map<String, Object> inputs) {}

    private final WorkTables tables;
    private final TaskDesk desk;
    private final ReportTable reports;
    private final DiskSpace space;

    TableApi(WorkTables tables, TaskDesk desk, ReportTable reports, DiskSpace space) {
        this.tables = tables;
        this.desk = desk;
        this.reports = reports;
        this.space = space;
    }

    @GetMapping
    List<WorkTables.Entry> tables(Principal user) {
        return tables.of(user.getName());
    }

    /** Completes the rows that can be completed in one transaction, and names the others. */
    @PostMapping("/complete")
    TaskDesk.Outcome complete(@RequestBody List<@Nullable Row> rows, Principal user) {
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw RuleViolation.of(null, "rows-count", "请选择1至" + MOST_ROWS + "项后再提交。");
        }
        return desk.complete(rows.stream().map(TableApi::completion).toList(), user.getName());
    }

    private static TaskDesk.Completion completion(@Nullable Row row) {
        if (row == null || row.taskId() == null) {
            throw RuleViolation.of(null, "task-missing", "提交的内容不完整，请刷新页面后重试。");
        }
        return new TaskDesk.Completion(row.taskId(), row.revision(), row.inputs() == null ? Map.of() : row.inputs());
    }

    /** What a workbook that was filled would change; nothing is kept. */
    @PostMapping("/report/workbook")
    WorkbookReading read(@RequestParam String unit, InputStream upload, Principal user) throws IOException {
        try (DiskSpace.Claim room = space.claim(ReportWorkbook.ENTRANCE.bytes())) {
            return reports.read(upload, unit, user.getName());
        }
    }
}
