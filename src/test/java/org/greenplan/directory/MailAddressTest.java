package org.greenplan.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("电子邮箱地址能不能用")
class MailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"water1@huairou.example", "a.b-c+d@mail.bjhr.gov.cn", "x@y"})
    void oneAddressWithADomain_isUsable(String address) {
        assertThat(MailAddress.isUsable(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "water1",
                "@huairou.example",
                "water1@",
                "a@b@c.example",
                "a@x.example,b@x.example",
                "a@x.example;b@x.example",
                "a@x.example b@x.example",
                " a@x.example",
                "a@x.example ",
                "a@x.example\r\nBcc: b@x.example",
                "a@x.example\t",
                "a\u0000@x.example",
                "水务 <a@x.example>",
                "<a@x.example>",
                "水务@x.example",
                "a@水务.example",
                "a＠x.example",
                "all:a@x.example;",
                "a@x..example"
            })
    void anythingElse_isNot(String address) {
        assertThat(MailAddress.isUsable(address)).isFalse();
    }

    @Test
    void addressThatNoServerCarries_isNot() {
        String domain = "@" + "d".repeat(60) + "." + "e".repeat(60) + "." + "f".repeat(60) + ".example";
        String longest = "a".repeat(254 - domain.length()) + domain;

        assertThat(MailAddress.isUsable(longest)).isTrue();
        assertThat(MailAddress.isUsable("a" + longest)).isFalse();
    }
}
