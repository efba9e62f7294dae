package org.greenplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenplan.task.TaskContext;
import org.greenplan.task.TaskDesk;
import org.greenplan.task.TaskSheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("登录后到哪里")
class PlaceOfWorkTest {

    private static final String REPORT = "userTask_fillReport";
    private static final String ASSIGN = "userTask_assignMeasure";
    private static final String SIGN = "userTask_approveReport";

    @Test
    @DisplayName("一张表里有几项的，到那张表")
    void severalRows_leadToTheirTable() {
        assertThat(place(Map.of(REPORT, 7), REPORT)).isEqualTo("/tables/report");
        assertThat(place(Map.of(SIGN, 2), SIGN)).isEqualTo("/tables/sign");
    }

    @Test
    @DisplayName("几张表都有的，最急的一项在哪张就到哪张")
    void theMostUrgentTask_choosesAmongTables() {
        assertThat(place(Map.of(REPORT, 3, ASSIGN, 28), REPORT)).isEqualTo("/tables/report");
        assertThat(place(Map.of(REPORT, 3, ASSIGN, 28), "userTask_checkReceipt"))
                .isEqualTo("/tables/assign");
    }

    @Test
    @DisplayName("只有零星几项的，打开最急的一项")
    void singleTasks_areOpenedThemselves() {
        assertThat(place(Map.of(REPORT, 1, SIGN, 1), SIGN)).isEqualTo("/camunda/app/tasklist/default/#/?task=first");
    }

    @Test
    @DisplayName("没有要办的，到自己的列表，不再转来转去")
    void nothingToDo_leadsToTheOwnList() {
        assertThat(place(Map.of(), null)).isEqualTo("/camunda/app/tasklist/default/?mine");
    }

    @Test
    @DisplayName("填完了、还能撤回的，栏目里仍有本期报送，不带数")
    void whatCanBeTakenBack_keepsItsTableInTheMenu() {
        assertThat(tables(Map.of(), true))
                .extracting(WorkTables.Entry::path, WorkTables.Entry::count)
                .containsExactly(tuple("/tables/report", 0));
        assertThat(tables(Map.of(REPORT, 3), true))
                .extracting(WorkTables.Entry::path, WorkTables.Entry::count)
                .containsExactly(tuple("/tables/report", 3));
        assertThat(tables(Map.of(), false)).isEmpty();
    }

    private static List<WorkTables.Entry> tables(Map<String, Integer> open, boolean handedIn) {
        return new WorkTables(new Desk(open, null)).of("water1", handedIn);
    }

    private static String place(Map<String, Integer> open, @Nullable String mostUrgent) {
        return new WorkTables(new Desk(open, mostUrgent)).placeOfWork("water1");
    }

    /** @param mostUrgent kind of the task that is due first */
    private record Desk(Map<String, Integer> open, @Nullable String mostUrgent) implements TaskDesk {

        @Override
        public List<TaskSheet> open(Collection<String> taskKeys, String user) {
            return List.of();
        }

        @Override
        public Optional<TaskContext> find(String taskId, String user) {
            return Optional.empty();
        }

        @Override
        public TaskSheet sheet(String taskId, String user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<TaskContext> next(Collection<String> taskKeys, String user) {
            return Optional.ofNullable(mostUrgent)
                    .map(key -> new TaskContext("first", key, "", null, null, Map.of(), user));
        }

        @Override
        public Map<String, Integer> count(Collection<String> taskKeys, String user) {
            return open;
        }

        @Override
        public Outcome complete(List<Completion> completions, String user) {
            return new Outcome(List.of(), List.of());
        }
    }
}
