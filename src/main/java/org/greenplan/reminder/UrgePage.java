package org.greenplan.reminder;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.directory.Directory;
import org.greenplan.plan.Measure;
import org.greenplan.plan.MeasureCatalogue;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/**
 * 催办: the open tasks of chosen measures, or of chosen units, and one sentence to those who have them. The late ones are
 * ticked beforehand.
 */
@Controller
class UrgePage {

    private static final String PATH = "/reminders/urge";
    private static final String BY_UNIT = "unit";

    private final Urging urging;
    private final MeasureCatalogue catalogue;
    private final Directory directory;

    UrgePage(Urging urging, MeasureCatalogue catalogue, Directory directory) {
        this.urging = urging;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /**
     * What was chosen before one came here, and how it is shown.
     *
     * @param only single tasks, each behind the key of its measure; empty for all
     * @param submission null for none
     * @param by unit, or measure
     */
    record Scope(List<String> measures, List<String> units, List<String> only, @Nullable Long submission, String by) {

        /** As the address says it; units, and those of a submission, without a word on how are shown by unit. */
        static Scope of(
                List<String> measures, List<String> units, List<String> only, @Nullable Long submission, String by) {
            return new Scope(
                    Stream.concat(measures.stream(), only.stream().map(task -> task.replaceAll("/.*", "")))
                            .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), List::copyOf)),
                    List.copyOf(new TreeSet<>(units)),
                    List.copyOf(new TreeSet<>(only)),
                    submission,
                    submission != null ? BY_UNIT : by.isEmpty() ? units.isEmpty() ? "measure" : BY_UNIT : by);
        }

        /** Whether this task is one of the single ones; that of a submission is named by the plan's row as well. */
        boolean names(UrgeCandidate task) {
            return only.stream().anyMatch(one -> one.endsWith("/" + task.taskId()));
        }

        public boolean byUnit() {
            return by.equals(BY_UNIT);
        }

        public boolean isEmpty() {
            return measures.isEmpty() && units.isEmpty() && submission == null;
        }

        public String address(String how) {
            return Stream.of(
                            named("measure", only.isEmpty() ? measures : List.of()),
                            named("only", only),
                            named("unit", units),
                            named("submission", submission == null ? List.of() : List.of(submission.toString())),
                            named("by", List.of(how)))
                    .flatMap(each -> each)
                    .collect(Collectors.joining("&", PATH + "?", ""));
        }

        private static Stream<String> named(String name, List<String> values) {
            return values.stream().map(value -> name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }

    /** What may be urged of one measure, or of one unit. @param key the measure's; null for a unit */
    record Group(@Nullable String key, String title, List<Task> tasks) {}

    /** @param measure null where its group names it */
    record Task(UrgeCandidate candidate, @Nullable Measure measure, boolean ticked) {}

    @GetMapping(PATH)
    ModelAndView show(
            @RequestParam(name = "measure", defaultValue = "") List<String> measures,
            @RequestParam(name = "unit", defaultValue = "") List<String> units,
            @RequestParam(defaultValue = "") List<String> only,
            @RequestParam(required = false) @Nullable Long submission,
            @RequestParam(defaultValue = "") String by,
            Principal user) {
        return page(Scope.of(measures, units, only, submission, by), null, "", "", user);
    }

    /** @param chosen ids of tasks, each behind its measure's key or its submission, see {@link UrgeCandidate} */
    @PostMapping(PATH)
    ModelAndView urge(
            @RequestParam(name = "measure", defaultValue = "") List<String> measures,
            @RequestParam(name = "unit", defaultValue = "") List<String> units,
            @RequestParam(defaultValue = "") List<String> only,
            @RequestParam(required = false) @Nullable Long submission,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(name = "task", defaultValue = "") List<String> chosen,
            @RequestParam(defaultValue = "") String sentence,
            Principal user,
            RedirectAttributes flash) {
        Scope scope = Scope.of(measures, units, only, submission, by);
        Map<String, List<String>> byMeasure = chosen.stream()
                .map(choice -> choice.split("/", 2))
                .filter(choice -> choice.length == 2)
                .collect(Collectors.groupingBy(
                        choice -> choice[0],
                        LinkedHashMap::new,
                        Collectors.mapping(choice -> choice[1], Collectors.toList())));
        if (byMeasure.isEmpty()) {
            return page(scope, chosen, sentence, "请至少勾选一项要催办的任务。", user);
        }
        urging.requireKnown(
                byMeasure.keySet().stream().filter(of -> !isSubmission(of)).toList(), user.getName());
        int urged = 0;
        int left = 0;
        try {
            for (Map.Entry<String, List<String>> one : byMeasure.entrySet()) {
                Urging.Outcome outcome = urge(one.getKey(), one.getValue(), sentence, user.getName());
                urged += outcome.urged();
                left += outcome.left();
            }
        } catch (RuleViolation violation) {
            if (violation.kind() != RuleViolation.Kind.RULE) {
                throw violation;
            }
            return page(scope, chosen, sentence, violation.getMessage(), user);
        }
        flash.addFlashAttribute(
                "done",
                "已催办%d项，对方和其分管领导会收到邮件%s。"
                        .formatted(urged, left == 0 ? "" : "；另有%d项刚刚已办结或一小时内已催过，没有重复".formatted(left)));
        return new ModelAndView("redirect:" + scope.address(scope.by()));
    }

    private static boolean isSubmission(String of) {
        return of.matches(UrgeCandidates.SUBMISSION + "\\d{1,18}");
    }

    private Urging.Outcome urge(String of, List<String> tasks, String sentence, String user) {
        return isSubmission(of)
                ? urging.urge(Long.parseLong(of.substring(UrgeCandidates.SUBMISSION.length())), tasks, sentence, user)
                : urging.urge(of, tasks, sentence, user);
    }

    /**
     * @param chosen what was ticked when it was refused; null when the page is opened
     * @param problem why it was refused; empty when the page is opened
     */
    private ModelAndView page(
            Scope scope, @Nullable List<String> chosen, String sentence, String problem, Principal user) {
        List<UrgeCandidate> candidates = candidates(scope, user.getName());
        List<Group> groups = groups(scope, candidates, chosen);
        ModelAndView page = new ModelAndView("reminders/urge");
        page.setStatus(problem.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        page.addObject("scope", scope);
        page.addObject("groups", groups);
        page.addObject("count", candidates.size());
        page.addObject(
                "late", candidates.stream().filter(UrgeCandidate::overdue).count());
        page.addObject(
                "ticked",
                groups.stream()
                        .flatMap(group -> group.tasks().stream())
                        .filter(Task::ticked)
                        .count());
        page.addObject(
                "resting", candidates.stream().filter(task -> !task.free()).count());
        Set<String> found = candidates.stream().map(UrgeCandidate::measureKey).collect(Collectors.toSet());
        page.addObject(
                "without",
                scope.measures().stream().filter(key -> !found.contains(key)).toList());
        page.addObject("any", candidates.stream().anyMatch(UrgeCandidate::free));
        page.addObject("sentence", sentence);
        page.addObject("problem", problem);
        page.addObject("longest", Urging.LONGEST);
        return page;
    }

    private List<UrgeCandidate> candidates(Scope scope, String user) {
        if (scope.submission() != null) {
            return urging.ofSubmission(scope.submission(), user);
        }
        List<UrgeCandidate> all = scope.units().isEmpty()
                ? urging.ofMeasures(scope.measures(), user)
                : urging.ofUnits(scope.units(), user).stream()
                        .filter(task ->
                                scope.measures().isEmpty() || scope.measures().contains(task.measureKey()))
                        .toList();
        return all.stream()
                .filter(task -> scope.only().isEmpty() || scope.names(task))
                .toList();
    }

    /** Those with something late first. */
    private List<Group> groups(Scope scope, List<UrgeCandidate> candidates, @Nullable List<String> chosen) {
        Map<String, Measure> measures = catalogue.find(
                candidates.stream().map(UrgeCandidate::measureKey).collect(Collectors.toSet()));
        Map<String, List<UrgeCandidate>> bySubject = candidates.stream()
                .collect(Collectors.groupingBy(
                        scope.byUnit() ? UrgeCandidate::unitCode : UrgeCandidate::measureKey,
                        LinkedHashMap::new,
                        Collectors.toList()));
        // with nothing late there is nothing to begin with, unless it is all about one
        boolean tickAll = !scope.only().isEmpty()
                || bySubject.size() == 1 && candidates.stream().noneMatch(UrgeCandidate::overdue);
        Function<UrgeCandidate, Task> row = candidate -> new Task(
                candidate,
                scope.byUnit() && candidate.subject().isEmpty() ? measures.get(candidate.measureKey()) : null,
                candidate.free()
                        && (chosen == null ? candidate.overdue() || tickAll : chosen.contains(candidate.choice())));
        return bySubject.entrySet().stream()
                .map(group -> new Group(
                        scope.byUnit() || group.getKey().isEmpty() ? null : group.getKey(),
                        scope.byUnit()
                                ? directory.nameOf(group.getKey())
                                : title(
                                        measures.get(group.getKey()),
                                        group.getValue().get(0)),
                        group.getValue().stream().map(row).toList()))
                .toList();
    }

    private static String title(@Nullable Measure measure, UrgeCandidate first) {
        return measure == null ? first.subject() : measure.taskTitle();
    }
}
