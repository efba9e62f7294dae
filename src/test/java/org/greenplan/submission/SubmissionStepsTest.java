package org.greenplan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenplan.submission.Submission.State;
import org.greenplan.task.Step;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SubmissionStepsTest {

    @Test
    @DisplayName("每个报送状态都有办理它的任务，只有“已报送”没有")
    void everyState_hasItsSteps() {
        assertThat(Arrays.stream(Step.values())
                        .map(Step::submissionState)
                        .flatMap(Optional::stream)
                        .map(state -> State.valueOf(state.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(State.SUBMITTED)));
    }
}
