package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/measures/2026-16-04",
                "/camunda/app/tasklist/default/",
                "/tables/sheets/water/2026-06-25",
                "/platform/catalogues/%E6%8C%87%E6%A0%87",
                "/api/tasks/a:b~c_d.e/form",
                "/reminders/preview/%20",
                "/tasks/%3Cscript%3E",
                "/a/.b/c..d"
            })
    void theOneSpelling_isTaken(String path) {
        assertThat(CanonicalPaths.isCanonical(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "measures",
                "http://host/measures",
                "/a;b",
                "/a;",
                "//a",
                "/a//b",
                "/a/./b",
                "/a/../b",
                "/a/..",
                "/a/.",
                "/a\\b",
                "/a b",
                "/a\tb",
                "/%61",
                "/%41",
                "/%30",
                "/%2d",
                "/%2e",
                "/%7E",
                "/%2f",
                "/%5C",
                "/%3b",
                "/%25",
                "/%00",
                "/%0a",
                "/%7f",
                "/%",
                "/%4",
                "/%zz",
                "/%+1",
                "/a%2"
            })
    void everyOtherSpelling_isRefused(String path) {
        assertThat(CanonicalPaths.isCanonical(path)).isFalse();
    }
}
