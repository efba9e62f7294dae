package org.greenplan.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadOnceTest {

    private final List<Set<Integer>> asked = new ArrayList<>();

    @AfterEach
    void end() {
        ReadOnce.end();
    }

    @Test
    void whileAPageIsRead_eachKeyIsAskedOnce() {
        ReadOnce.begin();

        assertThat(ReadOnce.each("square", List.of(2, 3), this::squares))
                .containsExactlyInAnyOrderEntriesOf(Map.of(2, 4, 3, 9));
        assertThat(ReadOnce.each("square", List.of(3, 4), this::squares))
                .containsExactlyInAnyOrderEntriesOf(Map.of(3, 9, 4, 16));
        assertThat(ReadOnce.find("square", 2, this::squares)).contains(4);
        assertThat(asked).containsExactly(Set.of(2, 3), Set.of(4));
    }

    @Test
    void keyWithoutAnAnswer_isNotAskedAgain() {
        ReadOnce.begin();

        assertThat(ReadOnce.find("square", -1, this::squares)).isEmpty();
        assertThat(ReadOnce.find("square", -1, this::squares)).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void sameKeyOfAnotherTopic_isAnotherQuestion() {
        ReadOnce.begin();

        ReadOnce.find("square", 2, this::squares);
        ReadOnce.find("other", 2, this::squares);

        assertThat(asked).hasSize(2);
    }

    @Test
    void outsideAPage_everythingIsAskedAnew() {
        ReadOnce.find("square", 2, this::squares);
        ReadOnce.begin();
        ReadOnce.find("square", 2, this::squares);
        ReadOnce.end();
        ReadOnce.find("square", 2, this::squares);

        assertThat(asked).hasSize(3);
    }

    private Map<Integer, Integer> squares(Set<Integer> keys) {
        asked.add(Set.copyOf(keys));
        return keys.stream().filter(key -> key > 0).collect(Collectors.toMap(key -> key, key -> key * key));
    }
}
