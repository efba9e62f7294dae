package org.greenplan.board;

import java.util.ArrayList;
import java.util.List;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.Participation;
import org.greenplan.plan.RoleEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds out who is to act on a measure now. Says which unit, never what it has typed. */
@Repository
class DossierStep {

    private static final String LATEST_ROUND =
            "(select max(id) from round where measure_key = ? and state in ('open', 'collected'))";

    private final JdbcClient jdbc;
    private final MeasureCatalogue catalogue;
    private final Directory directory;

    DossierStep(JdbcClient jdbc, MeasureCatalogue catalogue, Directory directory) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /** @param planOffice whether the plan office asks; a withdrawal that is not signed yet is its own affair */
    Dossier.Step of(Measure measure, boolean planOffice) {
        List<Dossier.Holder> holders = new ArrayList<>(
                switch (measure.status()) {
                    case PLANNED -> List.of(planOffice("下达计划"));
                    case ASSIGNING -> List.of(lead(measure, assignmentProposed(measure.key()) ? "分管领导审签分解方案" : "任务分解"));
                    case REPORTING -> reporters(measure.key());
                    case CONFIRMING -> confirmers(measure.key());
                    case COORDINATING -> List.of(lead(measure, "协调不同意见"));
                    case REVIEWING -> List.of(lead(measure, "审核各单位报告"));
                    case CLOSING ->
                        List.of(closingSigned(measure.key()) ? planOffice("办结核验") : lead(measure, "分管领导审签办结"));
                    case WAITING, CLOSED, WITHDRAWN -> List.of();
                });
        if (planOffice && withdrawalRequested(measure.key())) {
            holders.add(planOffice("分管领导审签终止"));
        }
        return new Dossier.Step(measure.status().label(), holders);
    }

    private List<Dossier.Holder> reporters(String key) {
        return jdbc.sql(
                        """
                        select u.name, rr.due, rr.returned_opinion
                        from round_reporter rr join unit u on u.code = rr.unit_code
                        where rr.round_id = %s and rr.asked and rr.state = 'expected' order by u.position"""
                                .formatted(LATEST_ROUND))
                .param(key)
                .query((row, number) -> new Dossier.Holder(
                        row.getString("name"),
                        row.getString("returned_opinion") == null ? "填报进展" : "按退回意见修改报告",
                        Times.day(row, "due")))
                .list();
    }

    private List<Dossier.Holder> confirmers(String key) {
        return jdbc.sql(
                        """
                        select u.name from round_confirmer rc join unit u on u.code = rc.unit_code
                        where rc.round_id = %s and rc.asked and rc.state in ('expected', 'dissenting')
                        order by u.position"""
                                .formatted(LATEST_ROUND))
                .param(key)
                .query((row, number) -> new Dossier.Holder(row.getString("name"), "协办会签", ""))
                .list();
    }

    private Dossier.Holder lead(Measure measure, String what) {
        String name = catalogue.rolesInForce(measure.key()).stream()
                .filter(entry -> entry.participation() == Participation.COORDINATE)
                .map(RoleEntry::unitName)
                .findFirst()
                .orElse("牵头部门");
        return new Dossier.Holder(name, what, "");
    }

    private Dossier.Holder planOffice(String what) {
        return new Dossier.Holder(directory.nameOf(People.PLAN_OFFICE), what, "");
    }

    private boolean assignmentProposed(String key) {
        return exists(
                """
                select count(*) from assignment a where a.status = 'proposed'
                and a.id = (select max(id) from assignment where measure_key = ?)""",
                key);
    }

    private boolean closingSigned(String key) {
        return exists(
                "select count(*) from review v where v.kind = 'closing' and v.decision = 'approve' and v.round_id = "
                        + LATEST_ROUND,
                key);
    }

    private boolean withdrawalRequested(String key) {
        return exists("select count(*) from withdrawal where status = 'requested' and measure_key = ?", key);
    }

    private boolean exists(String sql, String key) {
        return jdbc.sql(sql).param(key).query(Integer.class).single() > 0;
    }
}
