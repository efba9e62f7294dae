package org.greenplan.engine;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.greenplan.directory.People;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What everybody who logs in may do in the engine, and what the plan office and the bureau may start. Rights to tasks come from the
 * tasks themselves ({@link TaskGrants}).
 */
@Component
class StaffGrants {

    private static final String ANY = Authorization.ANY;

    private final AuthorizationService authorizations;
    private final String submissionBureau;

    /** @param submissionBureau code of the unit that answers for the submission to the platform */
    StaffGrants(
            AuthorizationService authorizations,
            @Value("${greenplan.submission.bureau:ecology}") String submissionBureau) {
        this.authorizations = authorizations;
        this.submissionBureau = submissionBureau;
    }

    void give() {
        everybody(Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        // where a person changes the own password
        everybody(Resources.APPLICATION, "welcome", Permissions.ACCESS);
        everybody(Resources.PROCESS_DEFINITION, ANY, Permissions.READ);
        everybody(Resources.USER, ANY, Permissions.READ);
        everybody(Resources.GROUP, ANY, Permissions.READ);
        String office = GroupIds.staff(People.PLAN_OFFICE);
        group(office, Resources.PROCESS_DEFINITION, "plan-launch", Permissions.CREATE_INSTANCE);
        group(office, Resources.PROCESS_DEFINITION, "measure-withdrawal", Permissions.CREATE_INSTANCE);
        group(office, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
        String bureau = GroupIds.staff(submissionBureau);
        group(bureau, Resources.PROCESS_DEFINITION, "open-platform-submission", Permissions.CREATE_INSTANCE);
        group(bureau, Resources.PROCESS_INSTANCE, ANY, Permissions.CREATE);
    }

    /** Everybody may use a filter of Tasklist. */
    void filter(String filterId) {
        everybody(Resources.FILTER, filterId, Permissions.READ);
    }

    private void everybody(Resource resource, String id, Permission permission) {
        boolean there = authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GLOBAL)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                > 0;
        if (!there) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
            save(grant, resource, id, permission);
        }
    }

    private void group(String groupId, Resource resource, String id, Permission permission) {
        boolean there = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(groupId)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                > 0;
        if (!there) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(groupId);
            save(grant, resource, id, permission);
        }
    }

    private void save(Authorization grant, Resource resource, String id, Permission permission) {
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.addPermission(permission);
        authorizations.saveAuthorization(grant);
    }
}
