package org.greenplan.reminder;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the room of reminders to the other rooms' tests. */
@Component
public class ReminderRoom {

    private final AtOnceWriter atOnceWriter;
    private final JdbcClient jdbc;

    ReminderRoom(AtOnceWriter atOnceWriter, JdbcClient jdbc) {
        this.atOnceWriter = atOnceWriter;
        this.jdbc = jdbc;
    }

    /** As if nobody had ever been told anything. */
    public void clear() {
        for (String table :
                new String[] {"reminder_line", "reminder_recipient", "reminder_sweep", "reminder_preference", "urge"}) {
            jdbc.sql("delete from " + table).update();
        }
    }

    /** Writes what does not wait for the next day. */
    public void writeAtOnce() {
        atOnceWriter.write();
    }
}
