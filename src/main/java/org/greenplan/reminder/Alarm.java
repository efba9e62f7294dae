package org.greenplan.reminder;

import java.util.List;
import org.greenplan.directory.Person;

/**
 * Something that only the office can put right; until then somebody is not reached or something cannot go on.
 *
 * @param unit full name of the unit that it is about
 * @param sentence what is wrong
 * @param advice what to do, and where
 * @param people whose entry is wrong; in the order of the unit
 * @param measures keys of the measures that cannot go on; sorted
 */
record Alarm(String unit, String sentence, String advice, List<Person> people, List<String> measures) {

    Alarm {
        people = List.copyOf(people);
        measures = List.copyOf(measures);
    }
}
