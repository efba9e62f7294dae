package org.greenplan.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings while a document is read. */
final class Findings {

    private final List<Finding> list = new ArrayList<>();

    /** Notes what stood on a line and how it was read, a Chinese sentence. */
    void add(Finding.Kind kind, Place place, int line, String found, String reading) {
        list.add(new Finding(kind, place.measureKey(), place.taskNo(), line, found, reading));
    }

    /** In the order of the document. */
    List<Finding> inOrder() {
        return list.stream().sorted(Comparator.comparingInt(Finding::line)).toList();
    }

    /** What a finding concerns. */
    record Place(@Nullable String measureKey, @Nullable Integer taskNo) {

        static final Place DOCUMENT = new Place(null, null);

        static Place task(int taskNo) {
            return new Place(null, taskNo);
        }
    }
}
