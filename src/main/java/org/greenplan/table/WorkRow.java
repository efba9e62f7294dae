package org.greenplan.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.Lateness;
import org.greenplan.calendar.Times;
import org.greenplan.plan.MeasureViews;
import org.greenplan.task.FieldError;
import org.greenplan.task.SentBack;
import org.greenplan.task.TaskSheet;
import org.jspecify.annotations.Nullable;

/** One open task as a row of a page; asked by the templates. */
record WorkRow(TaskSheet sheet, Lateness lateness) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String taskId() {
        return sheet.task().id();
    }

    public String taskKey() {
        return sheet.task().key();
    }

    /** The address of this task by itself. */
    public String alone() {
        return WorkTable.of(taskKey()).orElseThrow().alone(taskId());
    }

    public Map<String, Object> view() {
        return sheet.view();
    }

    public Map<String, Object> values() {
        return sheet.values();
    }

    public MeasureViews.MeasureView measure() {
        return (MeasureViews.MeasureView) sheet.view().get("measure");
    }

    public String period() {
        return text("periodName");
    }

    public String unit() {
        return text("unit");
    }

    public String unitName() {
        return text("unitName");
    }

    private String text(String variable) {
        Object value = sheet.task().variables().get(variable);
        return value == null ? "" : value.toString();
    }

    /** By when it is to be done, in words; never to be taken for the measure's own deadline. Empty when there is no date. */
    public String due() {
        LocalDate due = dueDay();
        return due == null ? "" : "应在" + Times.day(due) + "前办理";
    }

    /** How late it is, in words; empty when it is not. */
    public String late() {
        return lateness.words(dueDay());
    }

    private @Nullable LocalDate dueDay() {
        Date due = sheet.task().due();
        return due == null ? null : LocalDate.ofInstant(due.toInstant(), DueDates.ZONE);
    }

    /** Why it is to be done again; {@code null} when it is new. */
    public @Nullable SentBack sentBack() {
        return (SentBack) sheet.view().get("sentBack");
    }

    public String sentBackAt() {
        SentBack back = sentBack();
        return back == null ? "" : Times.minute(back.at());
    }

    public boolean typed() {
        return !sheet.revision().isEmpty();
    }

    /** What is wrong, for the script, which shows it once the row was touched. */
    public String errorsJson() {
        return json(sheet.errors());
    }

    public String warningsJson() {
        return json(sheet.warnings());
    }

    private static String json(List<FieldError> errors) {
        try {
            return JSON.writeValueAsString(errors);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
