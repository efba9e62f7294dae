package org.greenplan.engine;

import java.util.Set;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.spring.ApplicationContextElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;

/**
 * What an expression may say. In a process: variables, our own beans and what these return, nothing of Java itself, so that no text
 * becomes a command of the machine. Outside a process, in a query or a stored list: the texts of our own lists, wherever in the query they stand.
 */
class EngineExpressions extends JuelExpressionManager {

    static final String MY_NAME = "${currentUser()}";
    static final String MY_GROUPS = "${currentUserGroups()}";
    /** In lists that an administrator made. */
    static final String NOW = "${now()}";

    /** Its beginning: what was due before is overdue, what is due today is not, whatever the hour. */
    static final String TODAY = "${dateTime().withTimeAtStartOfDay()}";

    /** The end of the seventh day after today. */
    static final String IN_A_WEEK = "${dateTime().withTimeAtStartOfDay().plusDays(8)}";

    /** Every query of everybody may say these. */
    private static final Set<String> IN_QUERIES = Set.of(MY_NAME, MY_GROUPS, NOW, TODAY, IN_A_WEEK);

    private static final String OURS = "org.greenplan.";

    private final ApplicationContext beans;

    EngineExpressions(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public Expression createExpression(String text) {
        return new JuelExpression(createValueExpression(text), this, text) {
            @Override
            public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution context) {
                if (scope == null && !isTimer() && !isLiteralText() && !IN_QUERIES.contains(text)) {
                    throw RuleViolation.forbidden("no-expressions", "查询条件中不能使用表达式。");
                }
                return super.getValue(scope, context);
            }
        };
    }

    /** A timer that starts a process asks for its next date without a scope. */
    private static boolean isTimer() {
        return Context.getCommandContext().getCurrentJob() != null;
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver all = new CompositeELResolver();
        all.add(new VariableScopeElResolver());
        all.add(new VariableContextElResolver());
        all.add(new OurBeans(beans));
        all.add(new ArrayELResolver());
        all.add(new ListELResolver());
        all.add(new MapELResolver());
        all.add(new OurProperties());
        return all;
    }

    private static boolean isOurs(Object base) {
        return AopUtils.getTargetClass(base).getName().startsWith(OURS);
    }

    private static final class OurBeans extends ApplicationContextElResolver {

        private final ApplicationContext beans;

        OurBeans(ApplicationContext beans) {
            super(beans);
            this.beans = beans;
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object name) {
            boolean ours = base == null && beans.containsBean((String) name) && isOurs(beans.getBean((String) name));
            return ours ? super.getValue(context, null, name) : null;
        }
    }

    private static final class OurProperties extends BeanELResolver {

        private static final Set<String> OF_EXECUTIONS =
                Set.of("processBusinessKey", "businessKey", "processInstanceId");
        private static final Set<String> OF_EVERYTHING =
                Set.of("class", "getClass", "wait", "notify", "notifyAll", "clone", "finalize");

        @Override
        public Object getValue(ELContext context, @Nullable Object base, Object property) {
            boolean known = base == null
                    || base instanceof DelegateExecution && OF_EXECUTIONS.contains(property)
                    || isOurs(base) && !OF_EVERYTHING.contains(property);
            if (!known) {
                throw refusal(base, property);
            }
            return super.getValue(context, base, property);
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
            if (base != null) {
                throw refusal(base, property);
            }
        }

        @Override
        public Object invoke(
                ELContext context, @Nullable Object base, Object method, Class<?>[] types, Object[] parameters) {
            boolean known = base == null
                    || base.getClass().getName().equals("org.joda.time.DateTime")
                            && (method.equals("plusDays") || method.equals("withTimeAtStartOfDay"))
                    || isOurs(base) && !OF_EVERYTHING.contains(String.valueOf(method));
            if (!known) {
                throw refusal(base, method);
            }
            return super.invoke(context, base, method, types, parameters);
        }

        private static RuleViolation refusal(@Nullable Object base, Object name) {
            return RuleViolation.forbidden(
                    "no-expressions",
                    "表达式中不能使用 %s.%s。"
                            .formatted(base == null ? "" : base.getClass().getSimpleName(), name));
        }
    }
}
