package org.greenplan.reminder;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.greenplan.task.RuleViolation;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A decision table as a file holds it, checked before anything rests on it. It is evaluated by an engine of its own, so
 * that a sweep leaves no history behind, and decides each distinct question once, for all who ask at the same time.
 */
final class PolicyTable implements ReminderPolicy {

    static final String KEY = "reminder-policy";

    /** Within which distances a table is tried out. */
    static final int FARTHEST = 60;

    private static final Set<String> OUTPUTS = Set.of("copySupervisor", "escalate", "reason", "remind");
    private static final String FEEL = "feel";
    private static final DmnEngine ENGINE = engine();

    private final DmnDecision decision;
    private final Map<Question, Verdict> decided = new ConcurrentHashMap<>();

    private PolicyTable(DmnDecision decision) {
        this.decision = decision;
    }

    private static DmnEngine engine() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration.setDefaultInputExpressionExpressionLanguage(FEEL);
        configuration.setDefaultInputEntryExpressionLanguage(FEEL);
        configuration.setDefaultOutputEntryExpressionLanguage(FEEL);
        configuration.setDefaultLiteralExpressionLanguage(FEEL);
        return configuration.buildEngine();
    }

    /** @throws RuleViolation with a sentence, when it is no table that could decide */
    static PolicyTable read(String xml) {
        refuseOtherLanguages(document(xml));
        PolicyTable table = new PolicyTable(parse(xml));
        table.tryOut();
        return table;
    }

    private static Document document(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (SAXException e) {
            throw refused("not-xml", "这不是DMN文件，或文件已损坏。请选择用Camunda Modeler保存的.dmn文件。");
        } catch (ParserConfigurationException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Anything but FEEL could run a program on the server. */
    private static void refuseOtherLanguages(Document document) {
        NodeList elements = document.getElementsByTagName("*");
        Set<String> others = new TreeSet<>();
        for (int i = 0; i < elements.getLength(); i++) {
            String language = ((Element) elements.item(i)).getAttribute("expressionLanguage");
            if (!language.isEmpty()
                    && !language.toLowerCase(java.util.Locale.ROOT).contains(FEEL)) {
                others.add(language);
            }
        }
        if (!others.isEmpty()) {
            throw refused("not-feel", "表达式只能用FEEL书写，不能用" + String.join("、", others) + "。");
        }
    }

    private static DmnDecision parse(String xml) {
        List<DmnDecision> decisions;
        try {
            decisions = ENGINE.parseDecisions(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (RuntimeException e) {
            throw refused("not-a-table", "决策表无法读取：" + said(e));
        }
        DmnDecision found = decisions.stream()
                .filter(decision -> KEY.equals(decision.getKey()))
                .findFirst()
                .orElseThrow(() -> refused("no-such-decision", "文件里没有编号（id）为 reminder-policy 的决策。请从“下载现行策略”得到的文件改起。"));
        if (!found.isDecisionTable()) {
            throw refused("not-a-table", "决策 reminder-policy 不是决策表。");
        }
        return found;
    }

    /** Every question that a sweep asks has an answer, and some task is told sometime. */
    private void tryOut() {
        boolean anything = false;
        for (int left = -FARTHEST; left <= FARTHEST; left++) {
            for (boolean signature : List.of(false, true)) {
                for (boolean fresh : List.of(false, true)) {
                    anything |= decide(new Question(signature, fresh, left)).remind();
                }
            }
        }
        if (!anything) {
            throw refused("reminds-nobody", "按这张表，任何任务都不会提醒。请检查“提醒办理人”一列。");
        }
    }

    @Override
    public Verdict decide(Question question) {
        return decided.computeIfAbsent(question, this::evaluate);
    }

    private Verdict evaluate(Question question) {
        DmnDecisionResult result;
        try {
            result = ENGINE.evaluateDecision(
                    decision,
                    Map.of(
                            "stage",
                            question.signature() ? "审签" : "办理",
                            "fresh",
                            question.fresh(),
                            "workdaysLeft",
                            question.workdaysLeft()));
        } catch (RuntimeException e) {
            throw refused("cannot-decide", in(question) + "无法判断：" + said(e));
        }
        if (result.isEmpty()) {
            return Verdict.SILENT;
        }
        DmnDecisionResultEntries row = result.get(0);
        if (result.size() > 1 || !row.keySet().containsAll(OUTPUTS)) {
            throw refused(
                    "wrong-outputs",
                    in(question) + "应命中一条规则，并有这几列输出："
                            + OUTPUTS.stream().sorted().collect(Collectors.joining("、")) + "。");
        }
        return new Verdict(
                yes(row, "remind", question),
                yes(row, "copySupervisor", question),
                yes(row, "escalate", question),
                Objects.toString(row.getEntry("reason"), ""));
    }

    private static boolean yes(DmnDecisionResultEntries row, String output, Question question) {
        if (row.getEntry(output) instanceof Boolean answer) {
            return answer;
        }
        throw refused("wrong-outputs", in(question) + "“" + output + "”一列应为 true 或 false。");
    }

    private static String in(Question question) {
        return "%s任务、距到期%d个工作日时，".formatted(question.signature() ? "审签" : "办理", question.workdaysLeft());
    }

    private static String said(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ");
        return (message.length() <= 200 ? message : message.substring(0, 200) + "…") + "。";
    }

    private static RuleViolation refused(String code, String message) {
        return RuleViolation.of("file", code, message);
    }
}
