package org.greenplan.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/**
 * What the README and the user guide show is photographed by the browser test: {@code mvn verify
 * -Dgreenplan.pictures=docs/images} writes the pictures anew; otherwise they go under {@code target/}.
 */
final class Pictures {

    private static final Path FOLDER = Path.of(System.getProperty("greenplan.pictures", "target/pictures"));

    private Pictures() {}

    /** A form in Tasklist is looked at by axe, too; our own pages are in {@link AccessibleBrowserTest}. */
    static void take(Page page, String name) {
        page.waitForTimeout(400);
        if (page.url().contains("/camunda/app/tasklist/")) {
            Accessible.check(page);
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + ".png")));
    }
}
