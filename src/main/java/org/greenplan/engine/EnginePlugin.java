package org.greenplan.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.greenplan.audit.Audit;
import org.greenplan.database.DatabaseLost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts our guards, grants and history level into the engine, and the processes once it is built. */
@Component
@Order(EnginePlugin.AFTER_THE_STARTERS_OWN)
@DependsOnDatabaseInitialization
class EnginePlugin extends AbstractProcessEnginePlugin {

    static final int AFTER_THE_STARTERS_OWN = 1_000_000;

    private final TaskGuard guard;
    private final TaskForms forms;
    private final EngineIdentity people;
    private final DatabaseLost database;
    private final Audit audit;
    private final ApplicationContext beans;
    private final String processes;

    /** @param startLock taken before the engine is built, which deploys and migrates */
    EnginePlugin(
            StartLock startLock,
            TaskGuard guard,
            TaskForms forms,
            EngineIdentity people,
            DatabaseLost database,
            Audit audit,
            ApplicationContext beans,
            @Value("${greenplan.processes:classpath:processes/*.bpmn}") String processes) {
        this.guard = guard;
        this.forms = forms;
        this.database = database;
        this.audit = audit;
        this.people = people;
        this.beans = beans;
        this.processes = processes;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setCustomHistoryLevels(List.of(new HistoryWithoutVariableDetails()));
        engine.setHistory(HistoryWithoutVariableDetails.NAME);
        engine.setExpressionManager(new EngineExpressions(beans));
        engine.setScriptFactory(new NoScripts());
        engine.setIdentityProviderSessionFactory(Colleagues.of(people));
        engine.setResourceAuthorizationProvider(new TaskGrants());
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        // a time that is changed in the settings counts from the next time on
        engine.setReevaluateTimeCycleWhenDue(true);

        List<BpmnParseListener> listeners = new ArrayList<>();
        if (engine.getCustomPostBPMNParseListeners() != null) {
            listeners.addAll(engine.getCustomPostBPMNParseListeners());
        }
        listeners.add(guard);
        engine.setCustomPostBPMNParseListeners(listeners);

        List<CommandInterceptor> outermost = new ArrayList<>(List.of(
                new RefusalTranslator(database), new CollisionRetry(), new PersonGuard(engine::getIdentityService)));
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            outermost.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        engine.setCustomPreCommandInterceptorsTxRequired(outermost);
        List<CommandInterceptor> innermost = new ArrayList<>(
                List.of(new ClientCommandGuard(forms), new IdentityGuard(), new EngineAudit(audit, people)));
        if (engine.getCustomPostCommandInterceptorsTxRequired() != null) {
            innermost.addAll(engine.getCustomPostCommandInterceptorsTxRequired());
        }
        engine.setCustomPostCommandInterceptorsTxRequired(innermost);
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        new ProcessDeployment(engine, processes).deployAndMigrate();
    }
}
