package org.greenplan.engine;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.springframework.stereotype.Component;

/**
 * What the engine lets administrators do, in place of the everything that it gives them at first: keep people, groups and
 * filters, look at what runs and has failed, try it again. No task, no start of a process, and no right that they could give
 * themselves (ADR 0027).
 */
@Component
class AdministratorGrants {

    private static final Map<Resource, List<Permission>> GRANTED = Map.ofEntries(
            entry(Resources.APPLICATION, List.of(Permissions.ALL)),
            entry(Resources.USER, List.of(Permissions.ALL)),
            entry(Resources.GROUP, List.of(Permissions.ALL)),
            entry(Resources.GROUP_MEMBERSHIP, List.of(Permissions.ALL)),
            entry(Resources.FILTER, List.of(Permissions.ALL)),
            entry(Resources.AUTHORIZATION, List.of(Permissions.READ)),
            entry(Resources.TENANT, List.of(Permissions.READ)),
            entry(Resources.DEPLOYMENT, List.of(Permissions.READ)),
            entry(
                    Resources.PROCESS_DEFINITION,
                    List.of(
                            ProcessDefinitionPermissions.READ,
                            ProcessDefinitionPermissions.READ_INSTANCE,
                            ProcessDefinitionPermissions.READ_HISTORY,
                            ProcessDefinitionPermissions.RETRY_JOB)),
            entry(
                    Resources.PROCESS_INSTANCE,
                    List.of(ProcessInstancePermissions.READ, ProcessInstancePermissions.RETRY_JOB)),
            entry(Resources.DECISION_DEFINITION, List.of(Permissions.READ, Permissions.READ_HISTORY)),
            entry(Resources.DECISION_REQUIREMENTS_DEFINITION, List.of(Permissions.READ)),
            entry(Resources.BATCH, List.of(BatchPermissions.READ, BatchPermissions.READ_HISTORY)),
            entry(Resources.OPERATION_LOG_CATEGORY, List.of(UserOperationLogCategoryPermissions.READ)),
            entry(Resources.SYSTEM, List.of(SystemPermissions.READ)));

    private final AuthorizationService authorizations;

    AdministratorGrants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    /** A resource without a row would be given as a whole when an administrator is made anew at a start. */
    void give() {
        for (Resource resource : Resources.values()) {
            Authorization grant = authorizations
                    .createAuthorizationQuery()
                    .authorizationType(Authorization.AUTH_TYPE_GRANT)
                    .groupIdIn(GroupIds.ADMINISTRATORS)
                    .resourceType(resource)
                    .resourceId(Authorization.ANY)
                    .singleResult();
            if (grant == null) {
                grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
                grant.setGroupId(GroupIds.ADMINISTRATORS);
                grant.setResource(resource);
                grant.setResourceId(Authorization.ANY);
            }
            grant.setPermissions(
                    GRANTED.getOrDefault(resource, List.of(Permissions.NONE)).toArray(Permission[]::new));
            authorizations.saveAuthorization(grant);
        }
    }
}
