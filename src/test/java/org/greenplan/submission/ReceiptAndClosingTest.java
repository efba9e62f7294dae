package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.greenplan.Pages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Measure 36, second row: its dossier shows both submissions of its year, and it closes only with both receipts. */
class ReceiptAndClosingTest extends SubmissionTest {

    private static final String MEASURE = "2026-36-02";

    @LocalServerPort
    private int port;

    @Autowired
    private MeasureSubmissions ofMeasure;

    @Test
    @DisplayName("没有两份受理回执不能办结；系统启用前已报送的补录回执，补录齐了可以办结")
    void measure_closesWithBothReceipts() {
        take(MEASURE);
        assignConfirmed();
        report("done", "ecology");
        at("2026-12-10T09:00");
        Task review = task("userTask_reviewMeasure");
        assertThat(refusal(review, "ecology1", Map.of("decision", "close", "opinion", "完成")))
                .contains("closing-condition");

        receiptOnly(Track.DEMONSTRATION_ZONE, "STWM-2026-1", "2026-05-26");
        assertThat(ofMeasure.obstacle(MEASURE))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).contains("2026年", "“两山”基地").doesNotContain("生态文明建设示范区"));
        receiptOnly(Track.TWO_MOUNTAINS_BASE, "LS-2026-1", "2026-06-02");
        assertThat(ofMeasure.obstacle(MEASURE)).isEmpty();
        assertThat(ofMeasure.obstacle("2026-01-01")).isEmpty();
        assertThat(ofMeasure.of(MEASURE))
                .extracting(MeasureSubmissions.Entry::receiptNumber, MeasureSubmissions.Entry::daysLate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("STWM-2026-1", 0),
                        org.assertj.core.groups.Tuple.tuple("LS-2026-1", 2));
        String dossier = Pages.of(port, "ecology1").get("/measures/" + MEASURE).text();
        assertThat(dossier).contains("平台报送", "生态文明建设示范区2026年报送（2025年度数据）", "STWM-2026-1", "晚2天");

        key = MEASURE;
        assertThat(refusal(task(MEASURE, "userTask_reviewMeasure"), "ecology1", Map.of("decision", "close")))
                .doesNotContain("closing-condition");
    }

    /** It went up before the system was there. */
    private void receiptOnly(Track track, String number, String day) {
        request(track, 2026);
        Task assign = step("userTask_assignItems");
        assertThat(view(assign, BUREAU)).containsEntry("mayBeReceiptOnly", true);
        complete(assign, BUREAU, Map.of("receiptOnly", "true"));
        Task upload = step("userTask_submitToPlatform");
        assertThat(refusal(upload, BUREAU, Map.of()))
                .containsExactlyInAnyOrder(
                        "number-missing", "day-missing", "holder-missing", "file-missing", "time-missing");
        String file = upload(BUREAU, "ecology", "receipt", "回执.pdf");
        assertThat(refusal(
                        upload,
                        BUREAU,
                        Map.of(
                                "receiptNumber",
                                number,
                                "submittedOn",
                                "2026-12-31",
                                "submittedTime",
                                "9点",
                                "accountHolder",
                                "林建军",
                                "files",
                                json(List.of("no-such-file")))))
                .containsExactly("evidence-not-found", "time-missing");
        assertThat(refusal(
                        upload,
                        BUREAU,
                        Map.of(
                                "receiptNumber",
                                number,
                                "submittedOn",
                                "2026-12-31",
                                "submittedTime",
                                "9:00",
                                "accountHolder",
                                "林建军",
                                "files",
                                json(List.of(file)))))
                .containsExactly("in-future");
        complete(
                upload,
                BUREAU,
                Map.of(
                        "receiptNumber",
                        number,
                        "submittedOn",
                        day,
                        "submittedTime",
                        "15：30",
                        "accountHolder",
                        "林建军",
                        "files",
                        json(List.of(file))));
        Task check = step("userTask_checkReceipt");
        assertThat(refusal(check, BUREAU, Map.of("decision", "accepted"))).containsExactly("own-work");
        assertThat(refusal(check, SECOND, Map.of("decision", "rejected", "opinion", "退")))
                .containsExactly("receipt-only");
        assertThat(refusal(check, SECOND, Map.of("decision", "wrong"))).containsExactly("reason-missing");
        complete(check, SECOND, Map.of("decision", "accepted"));
        assertThat(ended()).isTrue();
    }
}
