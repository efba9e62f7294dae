package org.greenplan.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenplan.directory.Directory;
import org.springframework.stereotype.Component;

/** What the bureau should look at before a submission goes up: unanswered, without a figure, not attained, contradicting. */
@Component
class ContentFindings {

    /**
     * Something to look at first.
     *
     * @param number of the item; empty where it is about none
     */
    record Finding(String number, String sentence) {}

    private final AskStore asks;
    private final IndicatorReportStore reports;
    private final Directory directory;

    ContentFindings(AskStore asks, IndicatorReportStore reports, Directory directory) {
        this.asks = asks;
        this.reports = reports;
        this.directory = directory;
    }

    /** In the order of the content; what nobody answered comes first. */
    List<Finding> of(Submission submission, SubmissionContent content) {
        List<Finding> findings = new ArrayList<>();
        asks.all(submission.id()).stream()
                .filter(ask -> ask.state() != AskStore.State.ANSWERED)
                .forEach(ask -> findings.add(new Finding(
                        ask.isNarrative() ? "" : ask.item(),
                        "%s未报%s。".formatted(directory.nameOf(ask.unit()), ask.isNarrative() ? "工作进展" : ""))));
        for (SubmissionContent.Item item : content.items()) {
            for (int i = 0; i < item.parts().size(); i++) {
                SubmissionContent.Part part = item.parts().get(i);
                String name = part.name().isEmpty() ? "" : "“" + part.name() + "”";
                if (item.sources().isEmpty() || !item.applies() || part.inapplicable()) {
                    continue;
                }
                if (part.state() == DataState.PENDING) {
                    findings.add(new Finding(item.number(), name + "数据未出。"));
                } else if (part.thisYear().isEmpty()) {
                    findings.add(new Finding(item.number(), name + "各提供单位都没有填写数值。"));
                } else if (part.state() == DataState.PRELIMINARY) {
                    findings.add(new Finding(item.number(), name + "是快报数，请核对是否已有核定数。"));
                }
                if (part.attained() == Attained.NO) {
                    findings.add(new Finding(item.number(), name + "未达标。"));
                }
                if (part.attained() != null
                        && Target.of(part.target(), part.unit()).digitsInWords()) {
                    String sentence = "目标含数字但按文字判断（%s），填报单位判断为%s，请核对。"
                            .formatted(part.target(), part.attained().label());
                    findings.add(new Finding(item.number(), name + sentence));
                }
                disagreement(submission, item, i)
                        .ifPresent(sentence -> findings.add(new Finding(item.number(), name + sentence)));
            }
        }
        return findings;
    }

    /** Two units that give different figures for the same. */
    private Optional<String> disagreement(Submission submission, SubmissionContent.Item item, int part) {
        List<SubmissionContent.Source> sources = item.sources(item.parts().get(part));
        if (sources.size() < 2) {
            return Optional.empty();
        }
        Map<String, String> given = sources.stream()
                .flatMap(source -> reports.signed(submission.id(), source.unit()).stream())
                .collect(Collectors.toMap(
                        version -> directory.nameOf(version.unit()),
                        version -> version.content()
                                .answer(item.number())
                                .map(answer -> answer.values().get(part).amount())
                                .orElse(""),
                        (one, other) -> one,
                        LinkedHashMap::new));
        given.values().removeIf(String::isEmpty);
        return given.values().stream().distinct().count() < 2
                ? Optional.empty()
                : Optional.of("各单位填报不一致："
                        + given.entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue())
                                .collect(Collectors.joining("，"))
                        + "；按排在前面的单位计。");
    }
}
