package org.greenplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** Whether a page can be used by those who do not see it, or see it badly, as far as axe-core finds out by itself. */
final class Accessible {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** Longer than a tooltip or a dialog takes to fade in, ms. */
    private static final int AT_REST = 500;

    private Accessible() {}

    /** Fails on what axe calls serious or critical, and names it. */
    static void check(Page page) {
        // a mail is shown in a frame that runs no script, so axe would wait for its answer for ever
        page.evaluate("document.querySelectorAll('iframe[sandbox]').forEach(frame => frame.remove())");
        // what still fades in has not the colors that it will have
        page.waitForTimeout(AT_REST);
        List<String> found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .flatMap(rule -> rule.getNodes().stream().map(node -> sentence(rule, node)))
                        .toList();
        assertThat(found).as("axe at " + page.url()).isEmpty();
    }

    private static String sentence(Rule rule, CheckedNode node) {
        return "%s %s: %s %s".formatted(rule.getImpact(), rule.getId(), node.getTarget(), node.getHtml());
    }
}
