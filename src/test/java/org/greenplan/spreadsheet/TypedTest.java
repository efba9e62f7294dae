package org.greenplan.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("人们怎样写时间")
class TypedTest {

    @ParameterizedTest
    @CsvSource({
        "8:33, 08:33",
        "08:33, 08:33",
        "8：33, 08:33",
        "１５：３０, 15:30",
        "' 8: 33 ', 08:33",
        "15:30:59, 15:30",
        "8点33分, 08:33",
        "15时05, 15:05"
    })
    void times(String typed, LocalTime time) {
        assertThat(Typed.time(typed)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9点", "24:00", "8:60", "8:3", "下午3:20", "0833"})
    void noTimes(String typed) {
        assertThat(Typed.time(typed)).isEmpty();
    }
}
