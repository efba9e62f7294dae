package org.greenplan.submission;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What was submitted the year before, to start from and to compare with. */
@Component
class LastYear {

    private final SubmissionStore submissions;
    private final VersionStore versions;

    LastYear(SubmissionStore submissions, VersionStore versions) {
        this.submissions = submissions;
        this.versions = versions;
    }

    Optional<Submission> submission(Submission submission) {
        return submissions.find(submission.track(), submission.year() - 1);
    }

    /** The newest version of what was put together then. */
    Optional<SubmissionContent> content(Submission submission) {
        return submission(submission)
                .flatMap(before -> versions.newest(before.id()))
                .map(VersionStore.Version::content);
    }

    /** Whether there is, or may yet be, an answer of the year before under the name of an item. */
    Predicate<String> answered(Track track, int year) {
        Optional<Submission> before = submissions.find(track, year - 1);
        Optional<SubmissionContent> content =
                before.flatMap(then -> versions.newest(then.id())).map(VersionStore.Version::content);
        return name -> before.isPresent()
                && content.map(SubmissionContent::items)
                        .map(items -> items.stream()
                                .anyMatch(item -> item.name().equals(name)
                                        && !item.sources().isEmpty()))
                        .orElse(true);
    }

    /** The same item in last year's content: of the same name, since numbers move from year to year. */
    static Optional<SubmissionContent.Item> item(Optional<SubmissionContent> lastYear, CatalogueItem item) {
        return lastYear.map(SubmissionContent::items).orElse(List.of()).stream()
                .filter(before -> before.name().equals(item.name()))
                .findFirst();
    }

    /** Last year's value of one part; empty when there is none. */
    static String value(Optional<SubmissionContent.Item> before, String partName) {
        return before.map(SubmissionContent.Item::parts).orElse(List.of()).stream()
                .filter(part -> part.name().equals(partName))
                .map(SubmissionContent.Part::thisYear)
                .findFirst()
                .orElse("");
    }
}
