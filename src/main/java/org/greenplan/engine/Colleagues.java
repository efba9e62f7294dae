package org.greenplan.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.db.DbGroupQueryImpl;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.identity.db.DbUserQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * The engine's people as a person may list them, through whichever door: oneself and those of one's own units, and
 * everybody for those who keep people. The engine's own rights know single people and all of them, but no colleagues.
 */
class Colleagues extends DbIdentityServiceProvider {

    private final EngineIdentity people;

    private Colleagues(EngineIdentity people) {
        this.people = people;
    }

    static SessionFactory of(EngineIdentity people) {
        return new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return Colleagues.class;
            }

            @Override
            public Session openSession() {
                return new Colleagues(people);
            }
        };
    }

    @Override
    public List<User> findUserByQueryCriteria(DbUserQueryImpl query) {
        return narrowed(query) ? super.findUserByQueryCriteria(query) : List.of();
    }

    @Override
    public long findUserCountByQueryCriteria(DbUserQueryImpl query) {
        return narrowed(query) ? super.findUserCountByQueryCriteria(query) : 0;
    }

    /** The groups of a stranger would tell that there is one. */
    @Override
    public List<Group> findGroupByQueryCriteria(DbGroupQueryImpl query) {
        return mayAskFor(query) ? super.findGroupByQueryCriteria(query) : List.of();
    }

    @Override
    public long findGroupCountByQueryCriteria(DbGroupQueryImpl query) {
        return mayAskFor(query) ? super.findGroupCountByQueryCriteria(query) : 0;
    }

    /** @return false when nobody is left to ask for */
    private boolean narrowed(DbUserQueryImpl query) {
        Optional<Set<String>> listed = listed();
        if (listed.isEmpty()) {
            return true;
        }
        String[] left = query.getIds() == null
                ? listed.get().toArray(String[]::new)
                : Arrays.stream(query.getIds()).filter(listed.get()::contains).toArray(String[]::new);
        if (left.length > 0) {
            query.userIdIn(left);
        }
        return left.length > 0;
    }

    private boolean mayAskFor(DbGroupQueryImpl query) {
        return query.getUserId() == null
                || listed().map(all -> all.contains(query.getUserId())).orElse(true);
    }

    /** Empty: everybody. */
    private Optional<Set<String>> listed() {
        CommandContext context = Context.getCommandContext();
        String person = context.getAuthenticatedUserId();
        if (person == null
                || !context.isAuthorizationCheckEnabled()
                || context.getAuthorizationManager()
                        .isAuthorized(Permissions.UPDATE, Resources.USER, Authorization.ANY)) {
            return Optional.empty();
        }
        return Optional.of(people.colleaguesOf(person));
    }
}
