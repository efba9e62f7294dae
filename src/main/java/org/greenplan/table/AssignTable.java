package org.greenplan.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.greenplan.calendar.Lateness;
import org.greenplan.task.FieldError;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskSheet;
import org.springframework.stereotype.Component;

/** 一键下达: the measures that a lead can assign as published, at one go, and apart those that need a person. */
@Component
class AssignTable {

    /** @param reasons why a person has to look; empty when the roles are clear as published */
    record Row(WorkRow row, List<String> reasons) {

        boolean clear() {
            return reasons.isEmpty();
        }
    }

    private final TaskDesk desk;
    private final Lateness lateness;

    AssignTable(TaskDesk desk, Lateness lateness) {
        this.desk = desk;
        this.lateness = lateness;
    }

    List<Row> rows(String user) {
        return desk.open(WorkTable.ASSIGN.taskKeys(), user).stream()
                .map(sheet -> new Row(new WorkRow(sheet, lateness), reasons(sheet)))
                .toList();
    }

    private static List<String> reasons(TaskSheet sheet) {
        List<String> reasons = new ArrayList<>();
        if (sheet.heldBy() != null) {
            reasons.add("已由" + sheet.heldBy() + "认领。");
        }
        if (sheet.view().get("sentBack") != null) {
            reasons.add("分管领导退回，请按意见修改。");
        }
        if (sheet.view().get("unkept") instanceof Collection<?> unkept) {
            unkept.forEach(sentence -> reasons.add(sentence.toString()));
        }
        sheet.errors().stream().map(FieldError::message).forEach(reasons::add);
        if (!sheet.revision().isEmpty()) {
            reasons.add("已有人填写，还没有提交。");
        }
        return reasons;
    }
}
