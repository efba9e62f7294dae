package org.greenplan.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.ProcessTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnitReportTest extends ProcessTest {

    @Test
    @DisplayName("填报、领导退回填报人、同事接手重报、签发；每稿各有编号、摘要和签字")
    void sentBackReport_isTakenOverAndSigned() {
        take("2026-21-03");
        assign(Map.of());
        setClock(LocalDate.of(2026, 12, 16).atTime(9, 0));
        Task fill = taskOf("ecology", "userTask_fillReport");
        assertThat(fill.getDueDate()).isEqualTo(endOf("2026-12-17"));
        assertThat(refusal(fill, "ecology1", Map.of())).containsExactly("state-missing", "narrative-missing");
        write("ecology", "on_track");
        Task approve = taskOf("ecology", "userTask_approveReport");
        assertThat(approve.getDueDate()).isEqualTo(endOf("2026-12-21"));
        assertThat(refusal(approve, "ecology1", APPROVE)).containsExactly("task-not-yours");
        assertThat(refusal(approve, "ecologyleader", Map.of("decision", "return")))
                .containsExactly("opinion-missing");

        complete(approve, "ecologyleader", sendBack("请补充企业名单。"));

        Task again = taskOf("ecology", "userTask_fillReport");
        assertThat(again.getAssignee()).isEqualTo("ecology1");
        assertThat(again.getDueDate()).as("three workdays more").isEqualTo(endOf("2026-12-21"));
        assertThat(view(again, "ecology1"))
                .extracting("sentBack.opinion", "sentBack.byName")
                .containsExactly("请补充企业名单。", "郝国栋");
        assertThat(refusal(again, "ecology2", Map.of("narrative", "名单附后。"))).containsExactly("task-claimed");
        as("ecology2", () -> tasks.setAssignee(again.getId(), "ecology2"));
        complete(again, "ecology2", Map.of("narrative", "名单附后。"));
        sign("ecology");

        List<Map<String, Object>> versions = rows(
                """
                select v.number, v.status, v.written_by, v.sha256, v.late from report_version v
                join report r on r.id = v.report_id where r.measure_key = ? order by v.number""",
                key);
        assertThat(versions)
                .extracting(row -> row.get("NUMBER") + " " + row.get("STATUS") + " " + row.get("WRITTEN_BY") + " "
                        + row.get("LATE"))
                .containsExactly("1 sent_back ecology1 false", "2 signed ecology2 false");
        assertThat(versions).extracting(row -> row.get("SHA256")).doesNotHaveDuplicates();
        assertThat(rows(
                        "select decision, signer, unit_code, sha256 from signature where measure_key = ? and subject = 'report' order by id",
                        key))
                .extracting(row -> row.get("DECISION") + " " + row.get("SIGNER") + " " + row.get("UNIT_CODE") + " "
                        + row.get("SHA256"))
                .containsExactly(
                        "return ecologyleader ecology " + versions.get(0).get("SHA256"),
                        "approve ecologyleader ecology " + versions.get(1).get("SHA256"));
        assertThat(column("select status from report where measure_key = ?", key))
                .containsExactly("signed");
    }

    @Test
    @DisplayName("填报人本人不能签发；不能转交给外单位的人")
    void whoWrote_cannotSign() {
        take("2026-35-03");
        assign(Map.of());
        write("finance", "on_track");
        Task approve = taskOf("finance", "userTask_approveReport");
        identity.createMembership("finance1", "financeSupervisor");
        try {
            assertThat(refusal(approve, "finance1", APPROVE)).containsExactly("own-work");
        } finally {
            identity.deleteMembership("finance1", "financeSupervisor");
        }
        sign("finance");
        assertThat(unitsAt("userTask_confirmReport")).containsExactly("devreform", "ecology");
    }

    @Test
    @DisplayName("退回重报的期限不超过措施的完成时限")
    void returnedReport_isNeverDuePastTheDeadline() {
        take("2026-08-01");
        assign(Map.of());
        write("transport", "on_track");
        setClock(LocalDate.of(2026, 12, 30).atTime(9, 0));

        complete(taskOf("transport", "userTask_approveReport"), "transportleader", sendBack("请补充数据。"));

        assertThat(taskOf("transport", "userTask_fillReport").getDueDate()).isEqualTo(endOf("2026-12-31"));
        write("transport", "on_track");
        assertThat(taskOf("transport", "userTask_approveReport").getDueDate()).isEqualTo(endOf("2026-12-31"));
    }
}
