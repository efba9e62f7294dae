package org.greenplan.task;

import java.util.Collection;
import java.util.Map;

/** What others have said about open tasks to those who have to do them: 催办. Implemented where it is kept. */
public interface TaskNotes {

    /**
     * One such word.
     *
     * @param byName who said it
     * @param unitName the own unit of who said it
     * @param inside whether it was said to colleagues of the own unit, and is read by that unit alone
     * @param when to the minute, in words
     * @param times how often somebody has said something about the task
     */
    record Note(String byName, String unitName, boolean inside, String when, String sentence, int times) {}

    /** The newest note on each of these tasks that has one, by the task's id; read at once. */
    Map<String, Note> of(Collection<String> taskIds);
}
