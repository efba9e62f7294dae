package org.greenplan.submission;

import java.util.Arrays;
import java.util.Optional;
import org.greenplan.task.Coded;

/** What is submitted (measure 36, second row of the plan). */
enum Track implements Coded {
    DEMONSTRATION_ZONE("demonstration-zone", "生态文明建设示范区", "建设指标达标情况"),
    TWO_MOUNTAINS_BASE("two-mountains-base", "“两山”基地", "工作进展");

    private final String code;
    private final String label;
    private final String subject;

    Track(String code, String label, String subject) {
        this.code = code;
        this.label = label;
        this.subject = subject;
    }

    static Optional<Track> ofCode(String code) {
        return Arrays.stream(values()).filter(track -> track.code.equals(code)).findFirst();
    }

    @Override
    public String code() {
        return code;
    }

    /** The title that is at stake, in Chinese. */
    public String label() {
        return label;
    }

    /** What is submitted for it, in Chinese. */
    public String subject() {
        return subject;
    }
}
