package org.greenplan.browser;

/** What the browser tests have in common: each closes an application, and its engine takes the one name for all away. */
final class BrowserTests {

    /** After every test of the shared application, before the look at what was travelled. */
    static final int LAST = Integer.MAX_VALUE - 1;

    private BrowserTests() {}
}
