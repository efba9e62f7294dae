package org.greenplan.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenplan.signing.FrozenJson;
import org.jspecify.annotations.Nullable;

/**
 * What one unit gives for a submission: all items that it supplies, those too that were answered before. Its JSON is what is
 * frozen, hashed and signed by the unit's supervisor.
 *
 * @param narrative last year's progress in words; null where the unit is not asked for it
 * @param cases typical cases (典型案例), for the “两山”基地
 */
record IndicatorReport(List<Answer> answers, @Nullable String narrative, List<SubmissionContent.Case> cases) {

    private static final FrozenJson<IndicatorReport> JSON = new FrozenJson<>(IndicatorReport.class);

    /**
     * @param number of the item in the catalogue
     * @param values one for each part of the item, in its order
     * @param origin where the figures come from; empty where there are none
     * @param asOf the day that the figures describe
     * @param explanation may be empty
     * @param evidence ids of files
     * @param evidenceSha256 the files' hashes, in the same order, so that a signature covers them
     */
    record Answer(
            String number,
            List<Value> values,
            String origin,
            @Nullable LocalDate asOf,
            String explanation,
            List<String> evidence,
            List<String> evidenceSha256) {}

    /**
     * @param amount plain digits where the part is a number, else words; empty when there is none
     * @param lastYear what the unit says of last year, where the system does not know; may be empty
     * @param state null where the part is words
     * @param attained the whole, of what was computed and what was judged
     * @param judged what the unit says of that part of the target that is words; null where nothing of it is
     * @param reason why it judges so; may be empty
     */
    record Value(
            String amount,
            String lastYear,
            @Nullable DataState state,
            Attained attained,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Attained judged,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason) {

        public Value {
            reason = reason == null ? "" : reason;
        }

        /** The figure, where it is one. */
        Optional<BigDecimal> number() {
            try {
                return amount.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(amount));
            } catch (NumberFormatException words) {
                return Optional.empty();
            }
        }

        /** Whether another unit that supplies the item gives it. */
        boolean elsewhere() {
            return state == DataState.ELSEWHERE;
        }
    }

    static IndicatorReport empty() {
        return new IndicatorReport(List.of(), null, List.of());
    }

    Optional<Answer> answer(String number) {
        return answers.stream().filter(answer -> answer.number().equals(number)).findFirst();
    }

    String toJson() {
        return JSON.write(this);
    }

    static IndicatorReport fromJson(String text) {
        return JSON.read(text);
    }
}
