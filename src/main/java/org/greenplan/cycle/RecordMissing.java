package org.greenplan.cycle;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.directory.Directory;
import org.greenplan.plan.Timeline;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.report.Reports;
import org.springframework.stereotype.Component;

/** 登记未报单位: collection has ended; who is missing is recorded and may still hand in late. */
@Component("recordMissing")
public class RecordMissing implements JavaDelegate {

    private final RoundStore rounds;
    private final Reports reports;
    private final LateReports lateReports;
    private final Directory directory;
    private final Timeline timeline;

    RecordMissing(RoundStore rounds, Reports reports, LateReports lateReports, Directory directory, Timeline timeline) {
        this.rounds = rounds;
        this.reports = reports;
        this.lateReports = lateReports;
        this.directory = directory;
        this.timeline = timeline;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Round round = rounds.get(Rounds.roundId(execution));
        List<String> missing = new ArrayList<>();
        List<String> notRenewed = new ArrayList<>();
        for (Round.Reporter reporter : rounds.reporters(round.id())) {
            if (reporter.asked()) {
                boolean earlier =
                        reports.signed(round.id(), reporter.unitCode()).isPresent();
                rounds.missing(round.id(), reporter.unitCode(), earlier);
                lateReports.start(round, reporter.unitCode());
                (earlier ? notRenewed : missing).add(directory.nameOf(reporter.unitCode()));
            }
        }
        rounds.collected(round.id());
        timeline.add(
                round.measureKey(), null, null, TimelineEvent.COLLECTION_ENDED, sentence(round, missing, notRenewed));
    }

    private static String sentence(Round round, List<String> missing, List<String> notRenewed) {
        StringBuilder sentence = new StringBuilder(round.period().name()).append("收报截止，");
        if (missing.isEmpty() && notRenewed.isEmpty()) {
            return sentence.append("各单位均已报送。").toString();
        }
        List<String> parts = new ArrayList<>();
        if (!missing.isEmpty()) {
            parts.add("未报：" + String.join("、", missing) + "（可补报）");
        }
        if (!notRenewed.isEmpty()) {
            parts.add("退回后未重报：" + String.join("、", notRenewed) + "（沿用原报告，可补报）");
        }
        return sentence.append(String.join("；", parts)).append("。").toString();
    }
}
