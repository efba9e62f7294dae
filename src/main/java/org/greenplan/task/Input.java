package org.greenplan.task;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One input of a task, as a component of the record that its form takes ({@link Inputs}). */
@Retention(RetentionPolicy.RUNTIME)
// of the field too: what looks at our rooms does not read components
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Input {

    /** The Chinese label that stands beside it. */
    String label();

    /** Greatest length of a text or greatest count of a list; other types have none. */
    int max() default 0;

    /** What is asked of it, one Chinese sentence for the table in {@code docs/}. */
    String rule();
}
