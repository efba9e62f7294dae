package org.greenplan.submission;

import java.util.List;
import org.greenplan.report.DataQuality;
import org.greenplan.report.EvidenceStore;
import org.greenplan.report.ReportedFigures;
import org.springframework.stereotype.Component;

/** Finds, in what a unit reported on the plan, the figures that the catalogue asks for too: 一次填报. */
@Component
class ReportedOnce {

    /**
     * What the unit may take over.
     *
     * @param part position of the part in its item, from 0
     * @param state as the cycle's 初步 or 核定
     */
    record Offer(
            int part,
            String measureKey,
            String name,
            String periodName,
            String amount,
            String unit,
            String asOf,
            String state,
            List<OfferedFile> files) {}

    /** A file behind the figure. */
    record OfferedFile(String id, String name) {}

    private final ReportedFigures figures;
    private final EvidenceStore evidence;

    ReportedOnce(ReportedFigures figures, EvidenceStore evidence) {
        this.figures = figures;
        this.evidence = evidence;
    }

    /** What the unit signed in the plan of the data's year. */
    List<ReportedFigures.Figure> of(Submission submission, String unit) {
        return figures.of(unit, submission.dataYear());
    }

    /** Those that measure the same as a part of the item. */
    List<Offer> offers(CatalogueItem item, List<ReportedFigures.Figure> reported) {
        return reported.stream()
                .flatMap(figure -> java.util.stream.IntStream.range(
                                0, item.parts().size())
                        .filter(part -> same(item, item.parts().get(part), figure.name(), figure.unit()))
                        .mapToObj(part -> offer(part, figure)))
                .toList();
    }

    private Offer offer(int part, ReportedFigures.Figure figure) {
        return new Offer(
                part,
                figure.measureKey(),
                figure.name(),
                figure.periodName(),
                figure.amount().toPlainString(),
                figure.unit(),
                figure.asOf().toString(),
                (figure.quality() == DataQuality.FINAL ? DataState.FINAL : DataState.PRELIMINARY).code(),
                figure.evidence().stream()
                        .flatMap(id -> evidence.find(id).stream())
                        .map(file -> new OfferedFile(file.id(), file.name()))
                        .toList());
    }

    /**
     * Whether a plan's indicator is what the catalogue asks: the names are the same, or the part's name and what it shares with
     * its item make up the plan's name (秸秆 of 农业废弃物综合利用率 is 秸秆综合利用率). The units have to be the same.
     */
    static boolean same(CatalogueItem item, CatalogueItem.Part part, String name, String unit) {
        if (!part.unit().equals(unit)) {
            return false;
        }
        if (part.name().isEmpty()) {
            return item.name().equals(name);
        }
        return part.name().equals(name)
                || name.startsWith(part.name())
                        && name.length() > part.name().length()
                        && item.name().endsWith(name.substring(part.name().length()));
    }
}
