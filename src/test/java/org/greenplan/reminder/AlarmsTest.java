package org.greenplan.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.greenplan.GreenplanTest;
import org.greenplan.database.DiskSpace;
import org.greenplan.database.TestDisk;
import org.greenplan.directory.Directory;
import org.greenplan.directory.Person;
import org.greenplan.mail.MailRoom;
import org.greenplan.mail.Outbox;
import org.greenplan.plan.GroupMembers;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A unit of its own, with people and tasks of its own. */
@DisplayName("告警：谁收不到邮件，什么没有人办")
class AlarmsTest extends GreenplanTest {

    private static final String UNIT = "alarmtest";
    private static final String NAME = "告警测试局";

    @Autowired
    private Directory directory;

    @Autowired
    private DiskSpace space;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MailRoom mail;

    @Autowired
    private GroupMembers groups;

    private final Waiting waiting = new Waiting();

    /** Written down instead of run, page by page. */
    private static final class Waiting implements OpenTasks {

        private final List<OpenTask> tasks = new ArrayList<>();
        private int pages;

        void add(boolean forSupervisor, @Nullable String measure) {
            tasks.add(new OpenTask(
                    "%06d".formatted(tasks.size()),
                    forSupervisor ? "userTask_approveClosing" : "userTask_fillReport",
                    "任务",
                    UNIT,
                    forSupervisor,
                    null,
                    Instant.EPOCH,
                    null,
                    null,
                    measure,
                    null,
                    null));
        }

        @Override
        public List<OpenTask> page(String afterId, int limit) {
            pages++;
            return tasks.stream()
                    .sorted(Comparator.comparing(OpenTask::id))
                    .filter(task -> task.id().compareTo(afterId) > 0)
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<OpenTask> ofMeasures(Collection<String> measureKeys) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenTask> ofSubmission(long submission) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenTask> ofUnits(Collection<String> unitCodes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OpenTask> page(InSight sight, @Nullable Instant dueBefore, int offset, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Count count(InSight sight, Instant dueBefore) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void found() {
        mail.clear();
        jdbc.sql("insert into collective_member (collective_code, unit_code) values ('ecocommittee', 'water')")
                .update();
        jdbc.sql("insert into unit (code, name, kind, position) values (?, ?, 'department', 999)")
                .params(UNIT, NAME)
                .update();
        for (String duty : List.of("Staff", "Supervisor")) {
            Group group = identity.newGroup(UNIT + duty);
            group.setName(NAME);
            identity.saveGroup(group);
        }
    }

    @AfterEach
    void dissolve() {
        mail.clear();
        List.of("a", "b", "c", "clerk", "leader").forEach(id -> identity.deleteUser(UNIT + id));
        identity.deleteGroup(UNIT + "Staff");
        identity.deleteGroup(UNIT + "Supervisor");
        jdbc.sql("delete from unit where code = ?").param(UNIT).update();
        jdbc.sql("delete from collective_member where collective_code = 'ecocommittee'")
                .update();
    }

    private void hire(String id, String duty, @Nullable String address) {
        User user = identity.newUser(UNIT + id);
        user.setFirstName("某");
        user.setLastName(id);
        user.setEmail(address);
        identity.saveUser(user);
        identity.createMembership(UNIT + id, UNIT + duty);
    }

    private List<Alarm> alarms() {
        return new Alarms(directory, people, waiting, jdbc, space, outbox, groups)
                .all().stream().filter(alarm -> alarm.unit().equals(NAME)).toList();
    }

    @Test
    void demo_hasNoAlarm() {
        waiting.add(false, "2026-01-01");
        hire("clerk", "Staff", "clerk@huairou.example");
        hire("leader", "Supervisor", "leader@huairou.example");

        assertThat(new Alarms(directory, people, waiting, jdbc, space, outbox, groups).all())
                .isEmpty();
        assertThat(new Alarms(directory, people, waiting, jdbc, space, outbox, groups).count())
                .isZero();
    }

    @Test
    @DisplayName("统称还没有成员单位，而有措施等着分解：请计划办维护；维护了就消失")
    void groupWithoutMembers_isSeenBeforeItsMeasuresAreAssigned() {
        String before = jdbc.sql("select status from measure where measure_key = '2026-36-01'")
                .query(String.class)
                .single();
        jdbc.sql("update measure set status = 'assigning' where measure_key = '2026-36-01'")
                .update();
        jdbc.sql("delete from collective_member where collective_code = 'ecocommittee'")
                .update();
        try {
            Alarm alarm = only(new Alarms(directory, people, waiting, jdbc, space, outbox, groups).all());
            assertThat(alarm.unit()).isEqualTo(directory.nameOf("planoffice"));
            assertThat(alarm.sentence()).startsWith("“区委生态文明委成员单位”还没有成员单位，");
            assertThat(alarm.measures()).contains("2026-36-01");
        } finally {
            jdbc.sql("update measure set status = ? where measure_key = '2026-36-01'")
                    .param(before)
                    .update();
        }
    }

    @Test
    @DisplayName("磁盘空间不足：低于保留量的两倍就告警，写明还剩多少、在哪里")
    void diskThatRunsOut_isSeenBeforeFilesAreRefused() {
        long twice = 2 * space.reserve();
        try (TestDisk disk = TestDisk.of(space).free(twice)) {
            assertThat(new Alarms(directory, people, waiting, jdbc, space, outbox, groups).all())
                    .isEmpty();
            disk.free(twice - 1);

            Alarm alarm = new Alarms(directory, people, waiting, jdbc, space, outbox, groups)
                    .all()
                    .get(0);
            assertThat(alarm.unit()).isEqualTo("服务器");
            assertThat(alarm.sentence()).contains("磁盘空间不足", "临时文件", "还可写1024.0 MB", "低于512.0 MB");
            assertThat(alarm.advice()).contains("系统管理员", System.getProperty("java.io.tmpdir"));
            assertThat(new Alarms(directory, people, waiting, jdbc, space, outbox, groups).count())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("邮件发不出：连不上服务器的第二次起告警，写明多少封、什么原因；送到后消失")
    void mailsThatDoNotGoOut_areSeen() {
        mail.put("water1");
        mail.put("water2");
        mail.deliver();
        assertThat(ofServer()).as("the first time may be chance").isEmpty();
        passTime(Duration.ofMinutes(3));
        mail.deliver();

        Alarm alarm = only(ofServer());
        assertThat(alarm.sentence()).startsWith("2人的邮件没有确认送到：还在重试2封。最近一次：连不上邮件服务器。");
        assertThat(alarm.advice()).contains("发送记录", "全部再次发送");
        assertThat(alarm.people()).extracting(Person::id).containsExactlyInAnyOrder("water1", "water2");
        jdbc.sql("update mail set state = 'failed' where recipient = 'water1'").update();
        assertThat(only(ofServer()).sentence()).contains("发送失败1封，还在重试1封");

        jdbc.sql("update mail set state = 'sent' where state = 'waiting'").update();
        passTime(Duration.ofMinutes(1));
        mail.put("water1");
        jdbc.sql("update mail set state = 'sent' where state = 'waiting'").update();
        assertThat(ofServer()).as("a newer one has come").isEmpty();
    }

    private List<Alarm> ofServer() {
        return new Alarms(directory, people, waiting, jdbc, space, outbox, groups)
                .all().stream().filter(alarm -> alarm.unit().equals("邮件服务器")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void personWithoutAddress_isNamed_whicheverDuty(String address) {
        hire("a", "Staff", address);
        hire("b", "Supervisor", null);
        hire("c", "Staff", "c@huairou.example");

        Alarm alarm = only(alarms());
        assertThat(alarm.sentence()).isEqualTo("2人没有邮箱地址，收不到提醒邮件。");
        assertThat(alarm.people()).extracting(Person::id).containsExactly(UNIT + "a", UNIT + "b");
        assertThat(alarm.advice()).contains("系统管理→用户", "提醒设置");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a@x.example,b@x.example", "甲@x.example", "a@x.example\nBcc: b@x.example"})
    void malformedAddress_isNamed(String address) {
        hire("a", "Staff", address);

        Alarm alarm = only(alarms());
        assertThat(alarm.sentence()).isEqualTo("1人的邮箱地址格式不对，收不到提醒邮件。");
        assertThat(alarm.people()).extracting(Person::id).containsExactly(UNIT + "a");
    }

    @Test
    void whoHasBothDuties_isNamedOnce() {
        hire("a", "Staff", "");
        identity.createMembership(UNIT + "a", UNIT + "Supervisor");

        assertThat(only(alarms()).people()).hasSize(1);
    }

    @Test
    void unitWithoutAnybody_isNoAlarmWhileNothingWaits() {
        assertThat(alarms()).isEmpty();
    }

    @Test
    void tasksOfClerks_withoutAClerk() {
        hire("leader", "Supervisor", "leader@huairou.example");
        waiting.add(true, "2026-02-01");
        assertThat(alarms()).isEmpty();

        waiting.add(false, "2026-01-01");
        waiting.add(false, "2026-01-01");
        waiting.add(false, null);
        Alarm alarm = only(alarms());
        assertThat(alarm.sentence()).isEqualTo("没有经办人，3项任务无人办理。");
        assertThat(alarm.advice()).contains("系统管理→用户", "“告警测试局经办人”");
        assertThat(alarm.measures()).containsExactly("2026-01-01");

        hire("clerk", "Staff", "clerk@huairou.example");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void anyTasks_withoutASupervisor() {
        hire("clerk", "Staff", "clerk@huairou.example");
        waiting.add(false, "2026-02-01");
        assertThat(only(alarms()).sentence()).isEqualTo("没有分管领导，1项未办结的任务到审签时无人审签。");

        waiting.add(true, "2026-01-01");
        Alarm alarm = only(alarms());
        assertThat(alarm.sentence()).isEqualTo("没有分管领导，2项未办结的任务到审签时无人审签，其中1项已在等待审签。");
        assertThat(alarm.measures()).containsExactly("2026-01-01", "2026-02-01");

        hire("leader", "Supervisor", "leader@huairou.example");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void unitThatIsInNoDirectory_isNamedByItsCode() {
        jdbc.sql("delete from unit where code = ?").param(UNIT).update();
        waiting.add(false, "2026-01-01");

        assertThat(new Alarms(directory, people, waiting, jdbc, space, outbox, groups).all())
                .extracting(Alarm::unit)
                .containsExactly(UNIT, UNIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {499, 500, 501, 1000})
    void allPagesOfTasks_areRead(int tasks) {
        hire("leader", "Supervisor", "leader@huairou.example");
        IntStream.range(0, tasks).forEach(number -> waiting.add(false, "2026-01-01"));

        assertThat(only(alarms()).sentence()).isEqualTo("没有经办人，%d项任务无人办理。".formatted(tasks));
        assertThat(waiting.pages).isEqualTo(tasks / 500 + 1);
    }

    private static Alarm only(List<Alarm> alarms) {
        assertThat(alarms).hasSize(1);
        return alarms.get(0);
    }
}
