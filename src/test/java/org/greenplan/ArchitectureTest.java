package org.greenplan;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.greenplan.architecture.CallsTheSystemClock;
import org.greenplan.architecture.IsPublicForNobody;
import org.greenplan.architecture.KnowsH2;
import org.greenplan.architecture.PrintsToTheConsole;
import org.greenplan.architecture.TakesItsFieldsFromOutside;
import org.greenplan.architecture.cycle.KnowsTheEngine;
import org.greenplan.architecture.task.KnowsAMeasure;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;

/** The layout that DESIGN names, held on what is compiled; each rule is seen to fail on a class that breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String ROOT = "org.greenplan.";
    private static final String EXAMPLES = ROOT + "architecture.";

    /** Which rooms a room may import, beside itself: board → reminder → submission, table → cycle → report → plan, file, mail → engine → directory, web → database, calendar → spreadsheet → task; all but the lowest → audit → directory. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            entry(
                    "board",
                    Set.of(
                            "audit",
                            "reminder",
                            "submission",
                            "table",
                            "cycle",
                            "report",
                            "file",
                            "plan",
                            "engine",
                            "spreadsheet",
                            "web",
                            "database",
                            "directory",
                            "task",
                            "calendar")),
            entry(
                    "reminder",
                    Set.of(
                            "audit",
                            "mail",
                            "submission",
                            "cycle",
                            "report",
                            "file",
                            "plan",
                            "engine",
                            "directory",
                            "task",
                            "calendar",
                            "web",
                            "database")),
            entry(
                    "submission",
                    Set.of(
                            "audit",
                            "cycle",
                            "report",
                            "signing",
                            "file",
                            "plan",
                            "engine",
                            "directory",
                            "task",
                            "calendar",
                            "spreadsheet",
                            "web",
                            "database")),
            entry(
                    "table",
                    Set.of(
                            "audit",
                            "cycle",
                            "report",
                            "file",
                            "plan",
                            "engine",
                            "directory",
                            "task",
                            "calendar",
                            "spreadsheet",
                            "web",
                            "database")),
            entry(
                    "cycle",
                    Set.of(
                            "audit",
                            "signing",
                            "report",
                            "plan",
                            "engine",
                            "directory",
                            "task",
                            "calendar",
                            "web",
                            "database")),
            entry(
                    "report",
                    Set.of(
                            "audit",
                            "file",
                            "signing",
                            "plan",
                            "engine",
                            "directory",
                            "task",
                            "calendar",
                            "web",
                            "database")),
            entry("file", Set.of("audit", "directory", "task", "calendar", "database")),
            entry("signing", Set.of()),
            entry("plan", Set.of("audit", "engine", "directory", "task", "calendar", "spreadsheet", "web", "database")),
            entry("mail", Set.of("audit", "engine", "directory", "task", "calendar", "web", "database")),
            entry("engine", Set.of("audit", "directory", "task", "web", "database")),
            entry("audit", Set.of("directory", "spreadsheet", "task", "calendar")),
            entry("directory", Set.of("task", "calendar")),
            entry("spreadsheet", Set.of("task")),
            entry("web", Set.of("audit", "database", "task")),
            entry("database", Set.of("task")),
            entry("task", Set.of()),
            entry("calendar", Set.of("spreadsheet")));

    /** Use cases that call the engine's services; delegates and beans that processes ask are found by their shape. */
    private static final Set<String> CALL_THE_ENGINE = Set.of(
            ROOT + "cycle.Collection",
            ROOT + "cycle.LateReports",
            ROOT + "cycle.StartMeasures",
            ROOT + "cycle.WithdrawalStart",
            ROOT + "cycle.WithdrawMeasure",
            ROOT + "cycle.DemoLaunch",
            ROOT + "mail.DeliverySteps",
            ROOT + "mail.EngineOutbox",
            ROOT + "reminder.DeployedPolicy",
            ROOT + "reminder.PolicyDistances",
            ROOT + "reminder.PolicyTable",
            ROOT + "reminder.ReminderRun",
            ROOT + "report.TakeBack",
            ROOT + "submission.IndicatorTakeBack",
            ROOT + "submission.SubmissionCollection",
            ROOT + "submission.SubmissionStart");

    /** Public although no other room names them: a framework makes them. */
    private static final Set<String> PUBLIC_FOR_FRAMEWORKS = Set.of(
            ROOT + "GreenplanApplication",
            ROOT + "engine.AdminApi",
            ROOT + "engine.AdministratorCheck",
            ROOT + "engine.CockpitApi",
            ROOT + "engine.RestBounds",
            ROOT + "engine.RestDoor",
            ROOT + "engine.RestErrors",
            ROOT + "engine.RestRuleFilter",
            ROOT + "engine.TasklistApi",
            ROOT + "engine.TasklistEngineApi",
            ROOT + "engine.WelcomeApi",
            ROOT + "web.BoundedConnections",
            ROOT + "web.PlainErrorReport");

    /** What a room's public types show of themselves (a read document, a kept file), and what tests of others build on. */
    private static final Set<String> PUBLIC_AS_PART_OF_OTHERS = Set.of(
            ROOT + "board.MeasureActions",
            ROOT + "calendar.CalendarSettings",
            ROOT + "calendar.WorkdayReading",
            ROOT + "calendar.WorkdayOverride",
            ROOT + "calendar.WorkdayOverrides",
            ROOT + "cycle.RoundViews",
            ROOT + "plan.Finding",
            ROOT + "plan.IndicatorDraft",
            ROOT + "plan.MeasureDraft",
            ROOT + "plan.OwnDate",
            ROOT + "plan.PlanDocument",
            ROOT + "plan.PlanDocumentException",
            ROOT + "plan.PlanDocumentReader",
            ROOT + "plan.PlanImport",
            ROOT + "plan.PlanSeed",
            ROOT + "plan.RoleDraft",
            ROOT + "plan.TaskItemDraft",
            ROOT + "report.ReportContent");

    private static final DescribedPredicate<JavaClass> IN_A_ROOM =
            describe("are in a room", type -> MAY_IMPORT.containsKey(room(type)));

    static final ArchRule ROOMS_IMPORT_ONE_WAY = classes().that(IN_A_ROOM).should(importOnlyLowerRooms());

    static final ArchRule FEW_KNOW_THE_ENGINE = noClasses()
            .that(IN_A_ROOM)
            .and(describe("are neither the engine's room nor delegates", type -> !mayKnowTheEngine(type)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.camunda..");

    /** What H2 calls internal may change with its version. */
    static final ArchRule ONE_ROOM_KNOWS_H2 = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "database")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.h2..");

    static final ArchRule CONSTRUCTORS_INJECT = noFields()
            .should()
            .beAnnotatedWith(Autowired.class)
            .orShould()
            .beAnnotatedWith(Value.class)
            .orShould()
            .beAnnotatedWith("jakarta.annotation.Resource")
            .orShould()
            .beAnnotatedWith("jakarta.inject.Inject");

    /** FileIntake compares with the times of the file system, which knows the machine's clock only. */
    static final ArchRule ONE_CLOCK = noClasses()
            .that(describe("do not look at the file system's times", type -> !type.getFullName()
                    .equals(ROOT + "file.FileIntake")))
            .should()
            .callCodeUnitWhere(describe("it asks the machine for the time", ArchitectureTest::asksTheMachine));

    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    static final ArchRule PUBLIC_ONLY_FOR_OTHERS = classes()
            .that()
            .areTopLevelClasses()
            .and()
            .haveModifier(JavaModifier.PUBLIC)
            .and(describe("are not found by a framework", type -> !foundByAFramework(type)))
            .should(beNamedInAnotherRoom());

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("rooms import one way", ROOMS_IMPORT_ONE_WAY, KnowsAMeasure.class),
                Arguments.of("few know the engine", FEW_KNOW_THE_ENGINE, KnowsTheEngine.class),
                Arguments.of("one room knows H2", ONE_ROOM_KNOWS_H2, KnowsH2.class),
                Arguments.of("constructors inject", CONSTRUCTORS_INJECT, TakesItsFieldsFromOutside.class),
                Arguments.of("one clock", ONE_CLOCK, CallsTheSystemClock.class),
                Arguments.of("nothing is printed", NOTHING_IS_PRINTED, PrintsToTheConsole.class),
                Arguments.of("public only for others", PUBLIC_ONLY_FOR_OTHERS, IsPublicForNobody.class));
    }

    /** Read once for all rules. */
    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void ourClasses_keepTheRule(String name, ArchRule rule, Class<?> example) {
        assertThat(ours).as("classes that were read").hasSizeGreaterThan(150);

        rule.check(ours);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aClassThatBreaksTheRule_isFound(String name, ArchRule rule, Class<?> example) {
        JavaClasses broken = new ClassFileImporter().importClasses(example);

        assertThatThrownBy(() -> rule.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(example.getSimpleName());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void noClassesAtAll_areNotTakenForKeepingTheRule(String name, ArchRule rule, Class<?> example) {
        JavaClasses nothing = new ClassFileImporter().importClasses();

        assertThatThrownBy(() -> rule.check(nothing)).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("every package of ours is a room that the rules know")
    void everyRoom_isKnown() {
        assertThat(ours)
                .filteredOn(type -> !type.getPackageName().equals("org.greenplan"))
                .allSatisfy(type -> assertThat(MAY_IMPORT).containsKey(room(type)));
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName() + ".";
        String inside = name.startsWith(EXAMPLES)
                ? name.substring(EXAMPLES.length())
                : name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
        return inside.contains(".") ? inside.substring(0, inside.indexOf('.')) : "";
    }

    private static ArchCondition<JavaClass> importOnlyLowerRooms() {
        return new ArchCondition<>("import only lower rooms") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String from = room(type);
                    String to = room(dependency.getTargetClass().getBaseComponentType());
                    boolean allowed = to.isEmpty()
                            || to.equals(from)
                            || MAY_IMPORT.get(from).contains(to);
                    events.add(new SimpleConditionEvent(type, allowed, dependency.getDescription()));
                }
            }
        };
    }

    private static boolean mayKnowTheEngine(JavaClass type) {
        JavaClass top = topLevel(type);
        boolean delegatesLiveThere =
                Set.of("cycle", "report", "submission", "reminder", "mail").contains(room(top));
        return room(top).equals("engine")
                || CALL_THE_ENGINE.contains(top.getFullName())
                || delegatesLiveThere
                        && (top.isAssignableTo("org.camunda.bpm.engine.delegate.JavaDelegate")
                                || isAskedByProcesses(top));
    }

    private static boolean isAskedByProcesses(JavaClass type) {
        return type.getMethods().stream()
                .flatMap(method -> method.getRawParameterTypes().stream())
                .anyMatch(given -> given.getFullName().equals("org.camunda.bpm.engine.delegate.DelegateExecution"));
    }

    private static boolean asksTheMachine(JavaCall<?> call) {
        JavaClass owner = call.getTargetOwner();
        Set<String> given = Set.copyOf(call.getTarget().getRawParameterTypes().stream()
                .map(JavaClass::getFullName)
                .toList());
        return switch (call.getName()) {
            case "now" -> owner.isAssignableTo(Temporal.class) && !given.contains(Clock.class.getName());
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "<init>" -> owner.isEquivalentTo(Date.class) && given.isEmpty();
            default -> owner.isEquivalentTo(Clock.class) && call.getName().startsWith("system");
        };
    }

    private static boolean foundByAFramework(JavaClass type) {
        boolean namedInProcesses = type.isAnnotatedWith(Component.class)
                && !type.getAnnotationOfType(Component.class).value().isEmpty();
        return namedInProcesses
                || type.isAnnotatedWith(RestController.class)
                || PUBLIC_FOR_FRAMEWORKS.contains(type.getFullName())
                || PUBLIC_AS_PART_OF_OTHERS.contains(type.getFullName());
    }

    private static ArchCondition<JavaClass> beNamedInAnotherRoom() {
        return new ArchCondition<>("be named in another room, or be package-private") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean needed = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(
                                dependency -> !room(dependency.getOriginClass()).equals(room(type)));
                events.add(new SimpleConditionEvent(type, needed, type.getFullName() + " is public for nobody"));
            }
        };
    }

    private static JavaClass topLevel(JavaClass type) {
        JavaClass top = type;
        while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
        }
        return top;
    }
}
