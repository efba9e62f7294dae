package org.greenplan.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewWordsTest {

    @ParameterizedTest
    @CsvSource({
        "coordinate, return, 牵头协调, 退回修改",
        "coordinate, continue, 牵头协调, 维持报告",
        "review, return, 牵头审核, 退回",
        "review, continue, 牵头审核, 继续推进",
        "review, close, 牵头审核, 办结",
        "closing, approve, 办结审签, 同意",
        "closing, return, 办结审签, 退回",
        "acceptance, approve, 办结核验, 同意",
        "acceptance, return, 办结核验, 退回"
    })
    @DisplayName("同一个决定，各环节各有说法：协调时的继续是维持报告，不是继续推进")
    void everyDecisionOfEveryStep_hasItsWords(String kind, String decision, String step, String words) {
        assertThat(ReviewWords.kind(kind)).isEqualTo(step);
        assertThat(ReviewWords.decision(kind, decision)).isEqualTo(words);
    }
}
