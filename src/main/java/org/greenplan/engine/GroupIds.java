package org.greenplan.engine;

import java.util.ArrayList;
import java.util.List;
import org.greenplan.directory.People;

/** How units become groups of the engine: {@code <code>Staff} and {@code <code>Supervisor}. */
final class GroupIds {

    static final String DISTRICT_LEADERS = "districtLeaders";
    static final String ADMINISTRATORS = "camunda-admin";

    /** 安全审计员: they read the audit and nothing else, and are in no other group. */
    static final String AUDITORS = "auditors";

    private static final String STAFF = "Staff";
    private static final String SUPERVISOR = "Supervisor";

    private GroupIds() {}

    static String staff(String unitCode) {
        return unitCode + STAFF;
    }

    static String supervisor(String unitCode) {
        return unitCode + SUPERVISOR;
    }

    static List<String> of(People people, String user) {
        List<String> groups = new ArrayList<>();
        people.clerkOf(user).forEach(unit -> groups.add(staff(unit)));
        people.supervisorOf(user).forEach(unit -> groups.add(supervisor(unit)));
        return groups;
    }

    static boolean isStaff(String groupId) {
        return groupId.endsWith(STAFF);
    }

    static boolean isSupervisor(String groupId) {
        return groupId.endsWith(SUPERVISOR);
    }

    static String unitOf(String groupId) {
        String suffix = isStaff(groupId) ? STAFF : SUPERVISOR;
        return groupId.substring(0, groupId.length() - suffix.length());
    }
}
