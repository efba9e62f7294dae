package org.greenplan.submission;

import java.time.Clock;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.plan.TimelineEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** 发起报送: what a person chose; from the timer, both tracks of this year that are not open yet. */
@Component("openSubmissions")
public class OpenSubmissions implements JavaDelegate {

    private static final Logger LOG = LoggerFactory.getLogger(OpenSubmissions.class);

    private final SubmissionStore submissions;
    private final SubmissionTimeline timeline;
    private final CatalogueStore catalogues;
    private final MeasureCatalogue measures;
    private final SubmissionStart start;
    private final SubmissionSettings settings;
    private final Clock clock;

    OpenSubmissions(
            SubmissionStore submissions,
            SubmissionTimeline timeline,
            CatalogueStore catalogues,
            MeasureCatalogue measures,
            SubmissionStart start,
            SubmissionSettings settings,
            Clock clock) {
        this.submissions = submissions;
        this.timeline = timeline;
        this.catalogues = catalogues;
        this.measures = measures;
        this.start = start;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String by = (String) execution.getVariable(SubmissionVariables.STARTED_BY);
        if (by != null) {
            Track track = Track.ofCode((String) execution.getVariable(SubmissionVariables.TRACK))
                    .orElseThrow();
            open(track, (Integer) execution.getVariable(SubmissionVariables.SUBMISSION_YEAR), by);
            return;
        }
        int year = LocalDate.now(clock).getYear();
        for (Track track : Track.values()) {
            if (submissions.find(track, year).isPresent()) {
                continue;
            }
            if (catalogues.inForce(track, year).isEmpty()) {
                LOG.warn("no catalogue for {} in {}: not opened", track.code(), year);
                continue;
            }
            open(track, year, null);
        }
    }

    private void open(Track track, int year, @Nullable String by) {
        Catalogue catalogue = catalogues.inForce(track, year).orElseThrow();
        Measure measure = measure(year);
        Submission submission =
                submissions.create(track, year, catalogue.id(), measure == null ? null : measure.key(), by);
        timeline.add(submission, by, by == null ? null : settings.bureau(), TimelineEvent.PLATFORM_OPENED, "发起报送。");
        start.start(submission);
    }

    /** The row of that year's plan that asks for it; while there is no such plan yet, of the newest before it. */
    private @Nullable Measure measure(int year) {
        return Stream.iterate(year, earlier -> earlier - 1)
                .limit(2)
                .flatMap(plan -> measures.find(plan + "-" + settings.measure()).stream())
                .filter(found -> found.launchedAt() != null)
                .findFirst()
                .orElse(null);
    }
}
