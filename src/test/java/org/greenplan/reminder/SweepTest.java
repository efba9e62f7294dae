package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenplan.TestDatabase;
import org.greenplan.calendar.DueDates;
import org.greenplan.calendar.WorkdayTable;
import org.greenplan.calendar.WorkingDays;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.plan.InformedUnits;
import org.greenplan.plan.TimelineEvent;
import org.greenplan.task.OpenTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With the policy as it comes, and the holidays of 2026 as published. */
@DisplayName("逐日清点待办")
class SweepTest {

    private static final Instant BEFORE =
            LocalDateTime.of(2026, 1, 5, 9, 0).atZone(DueDates.ZONE).toInstant();

    private final WorkingDays workingDays =
            new WorkingDays(WorkdayTable.over(TestDatabase.create()), java.time.Clock.systemUTC());
    private final People people = mock(People.class);
    private final List<Line> lines = new ArrayList<>();
    private PolicyTable policy;

    private boolean whole = true;
    private int missed;
    private Set<String> urged = Set.of();
    private Map<String, Set<String>> undelivered = Map.of();
    private Map<String, Preference> preferences = Map.of();

    @BeforeEach
    void staff() throws Exception {
        try (InputStream in = SweepTest.class.getResourceAsStream("/processes/reminder-policy.dmn")) {
            policy = PolicyTable.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        when(people.clerks(anyString())).thenAnswer(call -> of(call.getArgument(0), "1", "2"));
        when(people.supervisors(anyString())).thenAnswer(call -> of(call.getArgument(0), "leader"));
    }

    private static List<Person> of(String unit, String... endings) {
        return java.util.Arrays.stream(endings)
                .map(ending -> new Person(unit + ending, unit + ending, unit + ending + "@x.example"))
                .toList();
    }

    private static OpenTask work(String due) {
        return task("t1", false, null, due, BEFORE);
    }

    private static OpenTask task(String id, boolean signature, @Nullable String assignee, String due, Instant created) {
        return new OpenTask(
                id,
                signature ? "userTask_approveReport" : "userTask_fillReport",
                "填报进展",
                "water",
                signature,
                assignee,
                created,
                LocalDate.parse(due).atTime(18, 0).atZone(DueDates.ZONE).toInstant(),
                null,
                "2026-01-01",
                null,
                null);
    }

    private Sweep sweep(String day, OpenTask... tasks) {
        lines.clear();
        LocalDate date = LocalDate.parse(day);
        Sweep sweep = new Sweep(
                new Sweep.Basis(
                        date,
                        whole,
                        missed,
                        date.minusDays(1).atTime(8, 30).atZone(DueDates.ZONE).toInstant(),
                        urged,
                        undelivered,
                        preferences,
                        Map.of("2026-01-01", new Sweep.MeasureHead("任务：措施", "ecology"))),
                policy,
                workingDays,
                people,
                lines::add);
        for (OpenTask task : tasks) {
            sweep.add(task);
        }
        sweep.finish();
        return sweep;
    }

    /** Who is told on each workday of a span, e.g. {@code 05-22 water1 water2}. */
    private List<String> walk(String from, String to, OpenTask task) {
        List<String> days = new ArrayList<>();
        LocalDate last = LocalDate.parse(to);
        for (LocalDate day = LocalDate.parse(from); !day.isAfter(last); day = day.plusDays(1)) {
            if (workingDays.isWorkday(day)) {
                sweep(day.toString(), task);
                if (!lines.isEmpty()) {
                    days.add(day.toString().substring(5) + " " + told());
                }
            }
        }
        return days;
    }

    private String told() {
        return lines.stream().map(Line::recipient).collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("仅知会的单位：经办人各知会一次；没有发出去的再说一次")
    void informedUnits_areToldOnce_andAgainOnlyWhatNeverWentOut() {
        InformedUnits.News closed = new InformedUnits.News(7, "2026-01-01", "town", TimelineEvent.CLOSED);

        sweep("2026-05-22").add(closed, Map.of("town2", Set.of("news-7")));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.recipient()).isEqualTo("town1");
            assertThat(line.section()).isEqualTo(Line.Section.INFORMED);
            assertThat(line.step()).isEqualTo("措施已办结");
        });

        undelivered = Map.of("town2", Set.of("news-7"));
        sweep("2026-05-25").add(closed, Map.of("town1", Set.of("news-7"), "town2", Set.of("news-7")));
        assertThat(told()).isEqualTo("town2");
    }

    @Test
    void moreNewsThanAMailNames_isLeftToTheNext() {
        Sweep sweep = sweep("2026-05-22");
        for (int i = 0; i < 50; i++) {
            sweep.add(new InformedUnits.News(i, "2026-01-01", "town", TimelineEvent.ASSIGNED), Map.of());
        }
        assertThat(lines).hasSize(80);
        assertThat(sweep.tallies().get("town1")).isEqualTo(Tally.others(40));
    }

    @Test
    void deadlineOnASunday_isRemindedOfBeforeItsFridayEnds() {
        assertThat(walk("2026-05-01", "2026-06-16", work("2026-05-31")))
                .containsExactly(
                        "05-22 water1 water2",
                        "05-28 water1 water2",
                        "05-29 water1 water2 waterleader",
                        "06-01 water1 water2 waterleader",
                        "06-08 water1 water2 waterleader ecology1 ecology2 planoffice1 planoffice2",
                        "06-15 water1 water2 waterleader ecology1 ecology2 planoffice1 planoffice2");
    }

    @Test
    void holidaysAndWorkedWeekends_countAsPublished() {
        // off 25 to 27 September and 1 to 7 October; Sunday 20 September and Saturday 10 October are worked
        assertThat(walk("2026-09-14", "2026-10-20", work("2026-10-08")))
                .containsExactly(
                        "09-23 water1 water2",
                        "09-30 water1 water2",
                        "10-08 water1 water2 waterleader",
                        "10-09 water1 water2 waterleader",
                        "10-15 water1 water2 waterleader ecology1 ecology2 planoffice1 planoffice2");
    }

    @Test
    void whoHasClaimedIt_isToldAlone_andTheSupervisorFromTheDay() {
        sweep("2026-11-23", task("t1", false, "water2", "2026-11-24", BEFORE));
        assertThat(told()).isEqualTo("water2");
        sweep("2026-11-24", task("t1", false, "water2", "2026-11-24", BEFORE));
        assertThat(told()).isEqualTo("water2 waterleader");
        assertThat(lines).extracting(Line::section).containsExactly(Line.Section.OWN, Line.Section.COPY);
    }

    @Test
    void signature_goesToTheSupervisorEveryDay() {
        OpenTask signature = task("t1", true, null, "2026-11-30", BEFORE);
        assertThat(walk("2026-11-16", "2026-11-20", signature))
                .containsExactly(
                        "11-16 waterleader",
                        "11-17 waterleader",
                        "11-18 waterleader",
                        "11-19 waterleader",
                        "11-20 waterleader");
    }

    @Test
    void newTask_isToldOnce_unlessThePersonDoesNotWantThat() {
        Instant yesterdayNoon =
                LocalDateTime.of(2026, 11, 23, 12, 0).atZone(DueDates.ZONE).toInstant();
        OpenTask fresh = task("t1", false, null, "2026-12-17", yesterdayNoon);
        preferences = Map.of("water2", new Preference(false, true));

        Sweep sweep = sweep("2026-11-24", fresh);
        assertThat(told()).isEqualTo("water1");
        assertThat(lines.get(0).fresh()).isTrue();
        assertThat(sweep.tallies().get("water2")).isEqualTo(new Tally(0, 0, 0, 1, 0, LocalDate.of(2026, 12, 17)));

        sweep = sweep("2026-11-25", fresh);
        assertThat(told()).isEmpty();
        assertThat(sweep.tallies()).containsOnlyKeys("water1", "water2");
    }

    @Test
    void overdueWork_cannotBeSwitchedOff() {
        preferences = Map.of("water1", new Preference(false, false), "water2", new Preference(false, false));
        sweep("2026-11-24", work("2026-11-23"));
        assertThat(told()).isEqualTo("water1 water2 waterleader");
    }

    @Test
    void urgedTask_isToldNextMorningToEverybody() {
        preferences = Map.of("water1", new Preference(false, false));
        urged = Set.of("t1");
        sweep("2026-11-24", work("2026-12-17"));
        assertThat(told()).isEqualTo("water1 water2");
    }

    @Test
    void missedMornings_areMadeUpFor() {
        missed = 2;
        // due on Friday 20: told on Friday in copy, and on Monday; the sweep of both days failed
        sweep("2026-11-24", work("2026-11-20"));
        assertThat(told()).isEqualTo("water1 water2 waterleader");
        missed = 0;
        sweep("2026-11-24", work("2026-11-20"));
        assertThat(told()).isEmpty();
    }

    @Test
    void whatAnUndeliveredMailSaid_isSaidAgain() {
        undelivered = Map.of("water1", Set.of("t1"), "waterleader", Set.of("t1"));
        sweep("2026-11-24", work("2026-12-17"));
        assertThat(told()).as("nothing to copy before the day").isEqualTo("water1");
        sweep("2026-11-25", work("2026-11-20"));
        assertThat(told()).isEqualTo("water1 waterleader");
    }

    @Test
    void nobodyIsToldTheSameTaskTwice() {
        when(people.supervisors("water")).thenReturn(of("water", "1"));
        when(people.clerks("planoffice")).thenReturn(of("water", "2"));
        sweep("2026-11-23", work("2026-11-13"));
        assertThat(told()).isEqualTo("water1 water2 ecology1 ecology2");
    }

    @Test
    @DisplayName("计划办按单位得知：该单位逾期的全部项数和最久的一项，不逐项列")
    void planOffice_isToldOfUnits_withAllThatIsOverdueThere() {
        Sweep sweep = sweep(
                "2026-11-23",
                task("t1", false, null, "2026-11-13", BEFORE),
                task("t2", false, null, "2026-11-19", BEFORE),
                task("t3", false, null, "2026-11-30", BEFORE));
        assertThat(lines.stream().filter(line -> line.recipient().equals("planoffice1")))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.section()).isEqualTo(Line.Section.UNIT);
                    assertThat(line.unitCode()).isEqualTo("water");
                    assertThat(line.tasks()).isEqualTo(2);
                    assertThat(line.workdaysLeft()).isEqualTo(-6);
                });
        assertThat(sweep.tallies().get("planoffice1")).isEqualTo(Tally.others(2));
        assertThat(sweep.tallies().get("water1").nearest())
                .as("the nearest that can be kept, told or not")
                .isEqualTo(LocalDate.of(2026, 11, 30));
    }

    @Test
    @DisplayName("截止前的休息日：只说平台报送，其余只计数")
    void dayOff_onlyTheSubmissionIsSpokenOf() {
        whole = false;
        OpenTask upload = new OpenTask(
                "s1",
                "userTask_submitToPlatform",
                "平台报送",
                "ecology",
                false,
                null,
                BEFORE,
                LocalDate.parse("2026-05-29")
                        .atTime(18, 0)
                        .atZone(DueDates.ZONE)
                        .toInstant(),
                null,
                null,
                "生态文明建设示范区2026年报送",
                7L);
        Sweep sweep =
                sweep("2026-05-30", upload, work("2026-05-29"), task("t2", false, "ecology1", "2026-05-20", BEFORE));
        assertThat(told()).isEqualTo("ecology1 ecology2 ecologyleader");
        assertThat(lines).allMatch(line -> line.submission() == 7L);
        assertThat(sweep.tallies().get("ecology1")).isEqualTo(new Tally(1, 1, 0, 1, 1, null));
        assertThat(sweep.tallies().get("water1").told()).isZero();
    }

    @Test
    void linesBeyondTheMostThatAMailNames_areCounted() {
        OpenTask[] many = new OpenTask[Notice.MOST_LINES * 2 + 50];
        for (int i = 0; i < many.length; i++) {
            many[i] = task("t" + i, false, "water1", i % 2 == 0 ? "2026-11-24" : "2026-11-20", BEFORE);
        }
        Sweep sweep = sweep("2026-11-23", many);
        int half = many.length / 2;
        assertThat(lines.stream().filter(line -> line.recipient().equals("water1")))
                .hasSize(Notice.MOST_LINES * 2);
        assertThat(sweep.tallies().get("water1"))
                .isEqualTo(new Tally(many.length, half, 0, 0, 0, LocalDate.of(2026, 11, 24)));
        assertThat(sweep.tallies().get("waterleader")).isEqualTo(Tally.others(half));
        assertThat(sweep.tasks()).isEqualTo(many.length);
    }
}
