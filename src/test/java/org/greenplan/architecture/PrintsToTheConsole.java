package org.greenplan.architecture;

/** Breaks a rule on purpose: System.out. */
public class PrintsToTheConsole {

    void print() {
        System.out.println("nobody reads this");
    }
}
