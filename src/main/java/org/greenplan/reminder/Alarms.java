package org.greenplan.reminder;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greenplan.database.DiskSpace;
import org.greenplan.directory.Collective;
import org.greenplan.directory.Directory;
import org.greenplan.directory.MailAddress;
import org.greenplan.directory.People;
import org.greenplan.directory.Person;
import org.greenplan.directory.Unit;
import org.greenplan.file.KeptFile;
import org.greenplan.mail.Outbox;
import org.greenplan.plan.GroupMembers;
import org.greenplan.task.OpenTask;
import org.greenplan.task.OpenTasks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What mail does not go out, whom none reaches, what waits for nobody, what group has no members, and what disk runs out.
 * Nothing of it is kept: it is read anew each time it is asked for.
 */
@Component
class Alarms {

    private static final int PAGE = 500;
    private static final int MOST_NAMED = 10;
    private static final String SERVER = "服务器";
    private static final String USERS = "请系统管理员在“系统管理→用户”中";

    private final Directory directory;
    private final People people;
    private final OpenTasks tasks;
    private final JdbcClient jdbc;
    private final DiskSpace space;
    private final Outbox outbox;
    private final GroupMembers groups;

    Alarms(
            Directory directory,
            People people,
            OpenTasks tasks,
            JdbcClient jdbc,
            DiskSpace space,
            Outbox outbox,
            GroupMembers groups) {
        this.directory = directory;
        this.people = people;
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.space = space;
        this.outbox = outbox;
        this.groups = groups;
    }

    int count() {
        return all().size();
    }

    /** The server first, then unit by unit in their order. */
    List<Alarm> all() {
        Map<String, UnitLoad> loads = loads();
        Map<String, String> names = new LinkedHashMap<>();
        directory.units().forEach((Unit unit) -> names.put(unit.code(), unit.name()));
        loads.keySet().forEach(code -> names.putIfAbsent(code, code));
        List<Alarm> alarms = new ArrayList<>();
        space.scarce().forEach(place -> alarms.add(scarce(place)));
        addStuck(alarms);
        directory.collectives().stream()
                .filter(Collective::isUnkept)
                .forEach(group -> addUnkept(group, names.getOrDefault(People.PLAN_OFFICE, ""), alarms));
        Set<String> seen = new HashSet<>();
        names.forEach((code, name) -> {
            UnitStaff staff = UnitStaff.of(code, people);
            UnitLoad load = loads.getOrDefault(code, new UnitLoad());
            List<Person> unseen =
                    staff.everybody().filter(person -> seen.add(person.id())).toList();
            addUnaddressed(name, unseen, alarms);
            addUnattended(name, staff, load, alarms);
            addUnsignable(code, name, staff, load, alarms);
        });
        return alarms;
    }

    private Map<String, UnitLoad> loads() {
        Map<String, UnitLoad> loads = new TreeMap<>();
        List<OpenTask> page;
        String last = "";
        do {
            page = tasks.page(last, PAGE);
            for (OpenTask task : page) {
                loads.computeIfAbsent(task.unitCode(), unit -> new UnitLoad()).add(task);
                last = task.id();
            }
        } while (page.size() >= PAGE);
        return loads;
    }

    private void addUnkept(Collective group, String planOffice, List<Alarm> alarms) {
        List<String> unassigned = groups.unassigned(group.code());
        if (!unassigned.isEmpty()) {
            alarms.add(new Alarm(
                    planOffice,
                    "“%s”还没有成员单位，%d项措施分解时不含这些单位。".formatted(group.name(), unassigned.size()),
                    "请计划办经办人在页面上方“成员单位”中勾选，赶在牵头部门任务分解之前。",
                    List.of(),
                    unassigned));
        }
    }

    private static void addUnaddressed(String unit, List<Person> staff, List<Alarm> alarms) {
        List<Person> without =
                staff.stream().filter(person -> person.email().isEmpty()).toList();
        if (!without.isEmpty()) {
            alarms.add(new Alarm(
                    unit,
                    "%d人没有邮箱地址，收不到提醒邮件。".formatted(without.size()),
                    USERS + "填写，或请本人在“提醒设置”中填写。",
                    without,
                    List.of()));
        }
        List<Person> malformed = staff.stream()
                .filter(person -> !person.email().isEmpty())
                .filter(person -> !MailAddress.isUsable(person.email()))
                .toList();
        if (!malformed.isEmpty()) {
            alarms.add(new Alarm(
                    unit,
                    "%d人的邮箱地址格式不对，收不到提醒邮件。".formatted(malformed.size()),
                    USERS + "改正，或请本人在“提醒设置”中改正。一人只填一个地址。",
                    malformed,
                    List.of()));
        }
    }

    private static void addUnattended(String unit, UnitStaff staff, UnitLoad load, List<Alarm> alarms) {
        if (load.forClerks() > 0 && staff.clerks().isEmpty()) {
            alarms.add(new Alarm(
                    unit,
                    "没有经办人，%d项任务无人办理。".formatted(load.forClerks()),
                    joining(unit, "经办人"),
                    List.of(),
                    List.copyOf(load.measuresOfClerks())));
        }
        if (load.all() > 0 && staff.supervisors().isEmpty()) {
            alarms.add(new Alarm(
                    unit,
                    "没有分管领导，%d项未办结的任务到审签时无人审签%s。"
                            .formatted(
                                    load.all(),
                                    load.forSupervisors() == 0 ? "" : "，其中" + load.forSupervisors() + "项已在等待审签"),
                    joining(unit, "分管领导"),
                    List.of(),
                    List.copyOf(load.measures())));
        }
    }

    /** Nobody signs what they wrote. */
    private void addUnsignable(String code, String unit, UnitStaff staff, UnitLoad load, List<Alarm> alarms) {
        if (load.measuresToSign().isEmpty()) {
            return;
        }
        staff.onlySupervisor().ifPresent(only -> {
            Set<String> written = writtenBy(only, code);
            List<String> stuck =
                    load.measuresToSign().stream().filter(written::contains).toList();
            if (!stuck.isEmpty()) {
                alarms.add(new Alarm(
                        unit,
                        "%d份报告无人可以审签：唯一的分管领导%s就是填报人，本人不能审签。".formatted(stuck.size(), only.name()),
                        joining(unit, "另一位分管领导"),
                        List.of(),
                        stuck));
            }
        });
    }

    private Set<String> writtenBy(Person writer, String unit) {
        return jdbc
                .sql(
                        """
                        select r.measure_key from report_version v join report r on r.id = v.report_id
                        where v.status = 'waiting' and r.unit_code = ? and v.written_by = ?""")
                .params(unit, writer.id())
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    private void addStuck(List<Alarm> alarms) {
        Outbox.Stuck stuck = outbox.stuck();
        if (stuck.recipients().isEmpty()) {
            return;
        }
        List<String> numbers = new ArrayList<>();
        number(stuck.failed(), "发送失败", numbers);
        number(stuck.unconfirmed(), "未确认", numbers);
        number(stuck.retried(), "还在重试", numbers);
        alarms.add(new Alarm(
                "邮件服务器",
                "%d人的邮件没有确认送到：%s。最近一次：%s"
                        .formatted(stuck.recipients().size(), String.join("，", numbers), stuck.problem()),
                "请系统管理员检查邮件服务器和收件人的邮箱地址，恢复后在“发送记录”中点“全部再次发送”；未确认的，先问对方是否收到。",
                stuck.recipients().stream()
                        .limit(MOST_NAMED)
                        .flatMap(id -> people.find(id).stream())
                        .toList(),
                List.of()));
    }

    private static void number(int mails, String what, List<String> numbers) {
        if (mails > 0) {
            numbers.add(what + mails + "封");
        }
    }

    private Alarm scarce(DiskSpace.Scarce place) {
        return new Alarm(
                SERVER,
                "磁盘空间不足：%s所在的磁盘还可写%s，低于%s时不再接收上传的文件。"
                        .formatted(place.place(), KeptFile.sizeText(place.free()), KeptFile.sizeText(space.reserve())),
                "请系统管理员清理或扩充服务器上 %s 所在的磁盘。".formatted(place.folder()),
                List.of(),
                List.of());
    }

    private static String joining(String unit, String who) {
        return USERS + "把" + who + "加入用户组“" + unit + who.replace("另一位", "") + "”。";
    }
}
