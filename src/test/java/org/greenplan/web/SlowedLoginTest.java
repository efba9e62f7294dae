package org.greenplan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.greenplan.DemoPeople;
import org.greenplan.TestDatabase;
import org.greenplan.audit.Audit;
import org.greenplan.audit.FailedLogins;
import org.greenplan.trouble.Together;
import org.greenplan.web.Doorkeeper.Standing;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Many passwords that come at one moment, before the first is answered. */
class SlowedLoginTest {

    private static final String RIGHT = "Yanqi-Lake-7";

    private final JdbcClient jdbc = TestDatabase.create();
    private final AtomicInteger lookedAt = new AtomicInteger();
    private final People people = new People();
    private final SlowedLogin login = new SlowedLogin(
            this::lookAt,
            new Slowdown(jdbc, Clock.systemUTC()),
            people,
            new SeenPasswords(Clock.systemUTC()),
            new LoginRecord(
                    new FailedLogins(jdbc, Clock.systemUTC()), new Audit(jdbc, new DemoPeople(), Clock.systemUTC())));

    /** One person, whose password can be another from one moment to the next. */
    private static final class People implements Doorkeeper {

        private String password = RIGHT;

        @Override
        public Optional<Standing> standing(String id) {
            return Optional.of(new Standing(Set.of("waterStaff"), "stamp of " + password, false));
        }

        @Override
        public void changePassword(String id, String wanted) {
            password = wanted;
        }
    }

    private Authentication lookAt(Authentication brought) {
        lookedAt.incrementAndGet();
        if (!people.password.equals(brought.getCredentials())) {
            throw new BadCredentialsException("wrong");
        }
        return people.standing(brought.getName()).orElseThrow().vouchFor(brought.getName());
    }

    private String outcome(String password) {
        try {
            return login.authenticate(UsernamePasswordAuthenticationToken.unauthenticated("water1", password))
                    .getName();
        } catch (AuthenticationException e) {
            return e.getClass().getSimpleName();
        }
    }

    private List<String> atOnce(IntFunction<String> password) throws Exception {
        return Together.run(IntStream.range(0, 40)
                .<Callable<String>>mapToObj(i -> () -> outcome(password.apply(i)))
                .toList());
    }

    @Test
    @DisplayName("同时带来四十次正确的密码：全部通过，只核对一次，不留记录")
    void manyRightOnesAtOnce_passAndLeaveNothing() throws Exception {
        assertThat(atOnce(i -> RIGHT)).containsOnly("water1");

        assertThat(lookedAt).hasValue(1);
        assertThat(jdbc.sql("select count(*) from login_failure")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("同时试四十个密码，不比一个个试来得快")
    void manyWrongOnesAtOnce_areNotLookedAtFaster() throws Exception {
        assertThat(atOnce(i -> "guess " + i)).containsOnly("BadCredentialsException", "TooSoon");

        assertThat(lookedAt).hasValue(5);
        assertThat(outcome(RIGHT)).as("by chance").isEqualTo("TooSoon");
    }

    @Test
    @DisplayName("改了密码，刚才还对的旧密码立即作废")
    void aPasswordThatWasRightAMomentAgo_isNotAfterItIsChanged() {
        assertThat(outcome(RIGHT)).isEqualTo("water1");
        assertThat(outcome(RIGHT)).isEqualTo("water1");
        assertThat(lookedAt).hasValue(1);

        people.changePassword("water1", "Another-Lake-8");

        assertThat(outcome(RIGHT)).isEqualTo("BadCredentialsException");
        assertThat(outcome("Another-Lake-8")).isEqualTo("water1");
    }
}
