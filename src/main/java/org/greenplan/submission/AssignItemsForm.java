package org.greenplan.submission;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.calendar.Times;
import org.greenplan.directory.Directory;
import org.greenplan.directory.People;
import org.greenplan.directory.Unit;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.Input;
import org.greenplan.task.Inputs;
import org.greenplan.task.Step;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskForm;
import org.greenplan.task.Violations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 指标分工: the bureau checks what applies this year and which unit supplies it; for the base also who writes on the progress. */
@Component
class AssignItemsForm implements TaskForm<AssignItemsForm.Given, AssignItemsForm.View> {

    /** What the form shows. */
    record View(
            String subject,
            String track,
            boolean sample,
            String source,
            List<ItemView> items,
            List<UnitView> units,
            String unitsDue,
            boolean mayBeReceiptOnly,
            String deadline) {}

    /** An item as the form shows it. */
    record ItemView(String number, String domain, String name, String attribute, String target, List<PartView> parts) {}

    /** One of several parts. */
    record PartView(String name, boolean conditional, String target) {}

    /** A unit that may be asked. */
    record UnitView(String code, String name) {}

    /** What is taken. */
    record Given(
            @Input(label = "此前已在平台报送，只补录回执", rule = "选填，仅限已过报送截止日的年度；勾选后不再收集，直接填写回执。") boolean receiptOnly,
            @Input(
                            label = "指标分工",
                            max = 400,
                            rule = "每行 number（指标编号）、applies（是否适用）、units（提供单位代码，都请填报，以排在前面的为准）；有几个分项的可另填"
                                    + " parts（每个分项一组 applies、units），填了的以此为准；不填的按目录和上年分工。")
                    List<ItemAssignment> items,
            @Input(label = "报送工作进展的单位", max = 100, rule = "“两山”基地选填，为单位代码；这些单位另报工作进展和典型案例。") List<String> narrators) {

        /** Each unit that is asked for anything. */
        Set<String> asked() {
            Set<String> units = new LinkedHashSet<>(narrators);
            items.forEach(row -> units.addAll(row.suppliers()));
            return units;
        }
    }

    private static final Inputs<Given> INPUTS = Inputs.of(Given.class);
    /** Places between two items, for their suppliers. */
    private static final int STEP = 1000;

    private final SubmissionStore submissions;
    private final CatalogueStore catalogues;
    private final AskStore asks;
    private final LastYear lastYear;
    private final SubmissionCalendar calendar;
    private final SubmissionTimeline timeline;
    private final SubmissionSettings settings;
    private final Directory directory;
    private final People people;

    AssignItemsForm(
            SubmissionStore submissions,
            CatalogueStore catalogues,
            AskStore asks,
            LastYear lastYear,
            SubmissionCalendar calendar,
            SubmissionTimeline timeline,
            SubmissionSettings settings,
            Directory directory,
            People people) {
        this.submissions = submissions;
        this.catalogues = catalogues;
        this.asks = asks;
        this.lastYear = lastYear;
        this.calendar = calendar;
        this.timeline = timeline;
        this.settings = settings;
        this.directory = directory;
        this.people = people;
    }

    @Override
    public String taskKey() {
        return Step.ASSIGN_ITEMS.id();
    }

    @Override
    public Inputs<Given> inputs() {
        return INPUTS;
    }

    /** What was typed belongs to the catalogue that it was typed for. */
    @Override
    public String draftKey(TaskContext task) {
        Submission submission = submission(task);
        return "assign-items/" + submission.id() + "/" + catalogue(submission).id();
    }

    @Override
    public @Nullable Given initial(TaskContext task) {
        Submission submission = submission(task);
        return new Given(false, proposed(submission), narrators(submission));
    }

    /** Last year's suppliers, where the catalogue is still the one of then; else the catalogue's own. */
    private List<ItemAssignment> proposed(Submission submission) {
        Catalogue catalogue = catalogue(submission);
        List<CatalogueItem> items = catalogue.submissionYear() < submission.year()
                ? lastYear.submission(submission)
                        .map(before -> asks.assigned(before.id(), catalogue.items()))
                        .orElse(catalogue.items())
                : catalogue.items();
        List<ItemAssignment> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            CatalogueItem item = items.get(i);
            rows.add(new ItemAssignment(
                    item.number(),
                    item.applies(),
                    orElse(item.suppliers(), catalogue.items().get(i).suppliers()),
                    item.parts().size() == 1
                            ? List.of()
                            : parts(item, catalogue.items().get(i))));
        }
        return rows;
    }

    private static List<ItemAssignment.Part> parts(CatalogueItem item, CatalogueItem inCatalogue) {
        List<ItemAssignment.Part> parts = new ArrayList<>();
        for (int i = 0; i < item.parts().size(); i++) {
            CatalogueItem.Part part = item.parts().get(i);
            parts.add(new ItemAssignment.Part(
                    part.applies(),
                    orElse(part.suppliers(), inCatalogue.parts().get(i).suppliers())));
        }
        return parts;
    }

    private static List<String> orElse(List<String> units, List<String> others) {
        return units.isEmpty() ? others : units;
    }

    /** Last year's; in the first year everybody who supplies something. */
    private List<String> narrators(Submission submission) {
        if (submission.track() != Track.TWO_MOUNTAINS_BASE) {
            return List.of();
        }
        List<String> then = askedLastYear(submission).stream()
                .filter(AskStore.Ask::isNarrative)
                .map(AskStore.Ask::unit)
                .toList();
        return then.isEmpty()
                ? catalogue(submission).items().stream()
                        .filter(CatalogueItem::applies)
                        .flatMap(item -> item.suppliers().stream())
                        .distinct()
                        .toList()
                : then;
    }

    private List<AskStore.Ask> askedLastYear(Submission submission) {
        return lastYear.submission(submission)
                .map(before -> asks.all(before.id()))
                .orElse(List.of());
    }

    @Override
    public View view(TaskContext task) {
        Submission submission = submission(task);
        Catalogue catalogue = catalogue(submission);
        SubmissionCalendar.Dates dates = calendar.of(submission.year());
        return new View(
                submission.subject(),
                submission.track().code(),
                catalogue.sample(),
                catalogue.source(),
                catalogue.items().stream().map(AssignItemsForm::shown).toList(),
                units(),
                Times.day(calendar.due(submission.year(), dates.units())),
                mayBeReceiptOnly(submission),
                Times.day(dates.deadline()));
    }

    private static ItemView shown(CatalogueItem item) {
        boolean one = item.parts().size() == 1;
        return new ItemView(
                item.number(),
                item.domain(),
                item.name(),
                item.attribute(),
                one ? item.parts().get(0).targetText() : "",
                one
                        ? List.of()
                        : item.parts().stream()
                                .map(part -> new PartView(part.name(), part.conditional(), part.targetText()))
                                .toList());
    }

    private List<UnitView> units() {
        return directory.units().stream()
                .filter(unit -> !unit.code().equals(People.DISTRICT))
                .map(unit -> new UnitView(unit.code(), unit.name()))
                .toList();
    }

    private boolean mayBeReceiptOnly(Submission submission) {
        return calendar.today().isAfter(calendar.of(submission.year()).deadline());
    }

    @Override
    public void check(TaskContext task, Given input, Violations violations) {
        Submission submission = submission(task);
        if (input.receiptOnly()) {
            violations.addIf(
                    !mayBeReceiptOnly(submission),
                    "receiptOnly",
                    "deadline-to-come",
                    "%d年报送的截止日还没有过，不能只补录回执。".formatted(submission.year()));
            return;
        }
        List<CatalogueItem> items = catalogue(submission).items();
        Set<String> numbers = items.stream().map(CatalogueItem::number).collect(Collectors.toSet());
        Set<String> known = directory.units().stream().map(Unit::code).collect(Collectors.toSet());
        Set<String> seen = new LinkedHashSet<>();
        List<ItemAssignment> rows = input.items();
        for (int i = 0; i < rows.size(); i++) {
            String field = "items[" + i + "]";
            String number = rows.get(i).number();
            if (!numbers.contains(number) || !seen.add(number)) {
                violations.add(field + ".number", "unknown-item", "目录中没有编号“%s”的指标，或同一指标填了两次。".formatted(number));
                continue;
            }
            rows.get(i).check(field, item(items, number).parts().size(), known, violations);
        }
        violations.addIf(
                !seen.containsAll(numbers),
                "items",
                "items-missing",
                "还有%d项指标没有分工，请刷新页面后重试。".formatted(numbers.size() - seen.size()));
        violations.addIf(
                seen.containsAll(numbers) && rows.stream().noneMatch(ItemAssignment::anyApplies),
                "items",
                "nothing-applies",
                "所有指标都不适用，无须报送；请至少保留一项。");
        violations.addIf(!known.containsAll(input.narrators()), "narrators", "unknown-unit", "有的单位不在名单里，请重新选择。");
        for (String unit : input.asked()) {
            violations.addIf(
                    people.clerks(unit).isEmpty(),
                    "items",
                    "unit-without-clerks",
                    "%s还没有经办人，无法填报；请系统管理员先添加，或改由其他单位提供。".formatted(directory.nameOf(unit)));
        }
    }

    private static CatalogueItem item(List<CatalogueItem> items, String number) {
        return items.stream()
                .filter(item -> item.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Map<String, Object> complete(TaskContext task, Given input) {
        Submission submission = submission(task);
        if (input.receiptOnly()) {
            submissions.receiptOnly(submission.id());
            timeline.add(
                    submission, task.user(), settings.bureau(), TimelineEvent.PLATFORM_RECEIPT_ONLY, "此前已在平台报送，只补录回执。");
            return Map.of();
        }
        Map<String, ItemAssignment> rows =
                input.items().stream().collect(Collectors.toMap(row -> String.valueOf(row.number()), row -> row));
        int position = 0;
        Catalogue catalogue = catalogue(submission);
        submissions.pin(submission.id(), catalogue.id());
        for (CatalogueItem item : catalogue.items()) {
            ItemAssignment row = rows.get(item.number());
            position += STEP;
            asks.addItem(submission.id(), position, item.number(), row.anyApplies());
            List<String> units = row.suppliers();
            for (int i = 0; i < units.size(); i++) {
                asks.ask(submission.id(), position + i, units.get(i), item.number());
            }
            askParts(submission, item, row);
        }
        if (submission.track() == Track.TWO_MOUNTAINS_BASE) {
            for (String unit : new LinkedHashSet<>(input.narrators())) {
                position += STEP;
                asks.ask(submission.id(), position, unit, AskStore.NARRATIVE);
            }
        }
        timeline.add(
                submission,
                task.user(),
                settings.bureau(),
                TimelineEvent.PLATFORM_ASSIGNED,
                "指标分工，请%d个单位填报。".formatted(input.asked().size()));
        return Map.of();
    }

    private void askParts(Submission submission, CatalogueItem item, ItemAssignment row) {
        for (int part = 0; part < item.parts().size(); part++) {
            List<String> units = row.suppliers(part);
            for (int i = 0; i < units.size(); i++) {
                asks.askPart(submission.id(), item.number(), part, i, units.get(i));
            }
        }
    }

    /** The one in force; it is pinned when the task is done, since a new one may come in until then. */
    private Catalogue catalogue(Submission submission) {
        return catalogues.inForce(submission.track(), submission.year()).orElseThrow();
    }

    private Submission submission(TaskContext task) {
        return submissions.get(task.id(SubmissionVariables.SUBMISSION_ID));
    }
}
