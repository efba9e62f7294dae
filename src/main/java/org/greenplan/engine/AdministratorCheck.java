package org.greenplan.engine;

import java.util.ArrayList;
import java.util.List;
import org.greenplan.web.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Stops a start in production that would have no administrator, a known password, demo people or no address of its own, before
 * the database is touched, and says which variable to set.
 */
public class AdministratorCheck implements EnvironmentPostProcessor, Ordered {

    static final String ID = "GREENPLAN_ADMIN_ID";
    static final String PASSWORD = "GREENPLAN_ADMIN_PASSWORD";
    static final int SHORTEST_PASSWORD = 12;

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of("production"))) {
            return;
        }
        List<String> problems = new ArrayList<>();
        if (environment.getProperty("greenplan.demo", Boolean.class, false)) {
            problems.add("greenplan.demo 在生产环境中不能开启（greenplan.demo must not be on in production）");
        }
        String id = environment.getProperty(ID);
        if (isBlank(id)) {
            problems.add("请设置环境变量 " + ID + "：系统管理员的用户名（the administrator's user name is missing）");
        } else if (!id.matches("[a-zA-Z0-9]+")) {
            problems.add(ID + " 只能由字母和数字组成（letters and digits only）");
        }
        String password = environment.getProperty(PASSWORD);
        if (isBlank(password)) {
            problems.add("请设置环境变量 " + PASSWORD + "：系统管理员的口令（the administrator's password is missing）");
        } else if (password.length() < SHORTEST_PASSWORD) {
            problems.add("%s 至少%d位（at least %d characters)".formatted(PASSWORD, SHORTEST_PASSWORD, SHORTEST_PASSWORD));
        } else {
            PasswordPolicy.problem(isBlank(id) ? PASSWORD : id, password)
                    .ifPresent(problem -> problems.add(PASSWORD + "：" + problem + "（a weak password)"));
        }
        PublicAddress.problem(
                        environment.getProperty(PublicAddress.PROPERTY),
                        environment.getProperty("server.servlet.session.cookie.secure", Boolean.class, false))
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    /** Why the application does not start. */
    static final class Refused extends RuntimeException {

        Refused(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    /** Says it without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<Refused> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, Refused refused) {
            return new FailureAnalysis("生产环境（production）缺少必要的设置，系统没有启动。", refused.getMessage(), refused);
        }
    }
}
