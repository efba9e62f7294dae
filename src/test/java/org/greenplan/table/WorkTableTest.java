package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenplan.task.Step;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkTableTest {

    @Test
    @DisplayName("每张办理表都有任务，任务说到的表都在")
    void everyTable_hasItsSteps() {
        assertThat(Arrays.stream(Step.values())
                        .filter(step -> step.table().isPresent())
                        .map(step -> WorkTable.of(step.id()))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(WorkTable.class));
    }
}
