package org.greenplan.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenplan.plan.MeasureStatus;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {

    private static final Pattern USER_TASK = Pattern.compile("<userTask id=\"(\\w+)\" name=\"([^\"]*)\"");

    @Test
    @DisplayName("一项任务只有一个名称：流程图（待办列表）与邮件、事项档案、台账相同")
    void diagrams_nameEveryTaskAsWeDo() throws IOException {
        Map<String, String> drawn = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            files.filter(file -> file.toString().endsWith(".bpmn")).forEach(file -> {
                Matcher task = USER_TASK.matcher(read(file));
                while (task.find()) {
                    assertThat(drawn.put(task.group(1), task.group(2))).isNull();
                }
                assertThat(read(file).split("<userTask ", -1)).hasSize(1 + (int) drawn(file));
            });
        }
        assertThat(drawn).isEqualTo(Arrays.stream(Step.values()).collect(Collectors.toMap(Step::id, Step::title)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/user-guide.md", "docs/task-inputs.md"})
    @DisplayName("用户手册说到每一项任务，用的是同样的名称")
    void documents_nameEveryTask(String document) {
        assertThat(read(Path.of(document)))
                .contains(Arrays.stream(Step.values()).map(Step::title).toList());
    }

    @Test
    @DisplayName("任务说到的措施状态都在，等待办理的状态都有任务")
    void statuses_haveTheirSteps() {
        assertThat(Arrays.stream(Step.values())
                        .map(Step::measureStatus)
                        .flatMap(Optional::stream)
                        .map(MeasureStatus::ofCode)
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.range(MeasureStatus.ASSIGNING, MeasureStatus.CLOSING));
    }

    @Test
    @DisplayName("签字的任务各签各的")
    void signatures_areOfOneSubjectEach() {
        assertThat(Arrays.stream(Step.values()).map(Step::subject).flatMap(Optional::stream))
                .doesNotHaveDuplicates()
                .allSatisfy(subject ->
                        assertThat(Step.signing(subject).flatMap(Step::subject)).contains(subject));
    }

    private static long drawn(Path file) {
        return USER_TASK.matcher(read(file)).results().count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
