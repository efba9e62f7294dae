package org.greenplan.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One connection, and its statements, that come back from a commit when the disk has it. Only who has executed something
 * other than a query since the last commit pays for that. A session's row does not count: it changes with every page that
 * anybody opens, and what a power cut takes of it is a login.
 */
final class DurableCommits implements InvocationHandler {

    private static final Pattern CHANGES_A_SESSION = Pattern.compile(
            "^\\s*(insert into|update|merge into|delete from)\\s+spring_session", Pattern.CASE_INSENSITIVE);

    private final Connection real;
    private final H2Store store;
    private final StoreLost lost;
    private boolean wrote;

    DurableCommits(Connection real, H2Store store, StoreLost lost) {
        this.real = real;
        this.store = store;
        this.lost = lost;
    }

    Connection connection() {
        return proxy(Connection.class, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object result = call(real, method, arguments);
        switch (method.getName()) {
            case "commit" -> settle();
            case "setAutoCommit" -> {
                if (real.getAutoCommit()) {
                    settle();
                }
            }
            case "rollback" -> wrote &= arguments != null;
            default -> {}
        }
        return result instanceof Statement statement && !changesASession(arguments) ? watched(statement) : result;
    }

    private static boolean changesASession(Object @Nullable [] arguments) {
        return arguments != null
                && arguments[0] instanceof String sql
                && CHANGES_A_SESSION.matcher(sql).find();
    }

    private Statement watched(Statement statement) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean executes = method.getName().startsWith("execute");
            boolean before = wrote;
            // a batch that fails may have written its beginning
            wrote |= executes;
            Object result = call(statement, method, arguments);
            if (executes && isQuery(result)) {
                wrote = before;
            } else if (executes && real.getAutoCommit()) {
                settle();
            }
            return result;
        };
        Class<? extends Statement> type = statement instanceof CallableStatement
                ? CallableStatement.class
                : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        return proxy(type, handler);
    }

    private static boolean isQuery(@Nullable Object result) {
        return result instanceof ResultSet || Boolean.TRUE.equals(result);
    }

    private void settle() throws SQLException {
        if (wrote) {
            try {
                store.makeDurable();
            } catch (SQLException e) {
                lost.noticed(store, e);
                throw e;
            }
            wrote = false;
        }
    }

    private @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof SQLException failure) {
                lost.noticed(store, failure);
            }
            throw cause;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(DurableCommits.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
