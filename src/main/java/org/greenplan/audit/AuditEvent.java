package org.greenplan.audit;

import java.util.Arrays;
import java.util.Optional;

/** What is recorded (ADR 0026). The names stand in the table and are never changed. */
public enum AuditEvent {
    LOGIN("登录"),
    /** A program's name and password that were looked at, anew every five minutes. */
    PROGRAM_LOGIN("接口登录"),
    /** By whom is then the name that was typed. */
    LOGIN_FAILED("登录失败"),
    LOGOUT("退出登录"),
    OWN_PASSWORD("修改本人密码"),
    PASSWORD_SET("设置他人密码"),
    PERSON_CREATED("新建用户"),
    PERSON_CHANGED("修改用户"),
    PERSON_DELETED("删除用户"),
    GROUP_SAVED("保存用户组"),
    GROUP_DELETED("删除用户组"),
    MEMBER_ADDED("加入用户组"),
    MEMBER_REMOVED("移出用户组"),
    /** At a start, by whoever can set the environment of the process. */
    ADMINISTRATOR_RETURN("启动时恢复管理员"),
    TASK_LIST("修改任务列表"),
    RETRIED("重试失败的作业"),
    POLICY("修改提醒策略"),
    WORKDAYS("录入工作日"),
    MAIL("控制邮件发送"),
    CATALOGUE("导入指标目录"),
    COLLECTIVE("修改成员单位"),
    PLAN_IMPORTED("导入计划"),
    PLAN_LAUNCHED("下达计划"),
    WITHDRAWAL("终止措施"),
    EXPORT("导出"),
    DOWNLOAD("下载材料"),
    STRIKE("划除材料");

    private final String label;

    AuditEvent(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Optional<AuditEvent> ofName(String name) {
        return Arrays.stream(values())
                .filter(event -> event.name().equals(name))
                .findFirst();
    }
}
