package org.greenplan.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greenplan.web.PublicAddress;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class AdministratorCheckTest {

    private static final String ELEVEN = "A1b2c3d4e5f";

    private final MockEnvironment environment = new MockEnvironment();

    AdministratorCheckTest() {
        environment.setActiveProfiles("production");
        environment.setProperty(AdministratorCheck.ID, "quguanli");
        environment.setProperty(PublicAddress.PROPERTY, "https://plan.example.gov.cn");
    }

    @Test
    void passwordOfTwelveCharacters_isEnough() {
        environment.setProperty(AdministratorCheck.PASSWORD, ELEVEN + "g");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void shorterOrKnownOrBlankPassword_isRefused() {
        for (String password : new String[] {ELEVEN, "greenplan", "GREENPLAN", " ", ""}) {
            environment.setProperty(AdministratorCheck.PASSWORD, password);
            assertThatThrownBy(this::check).as(password).hasMessageContaining(AdministratorCheck.PASSWORD);
        }
    }

    @Test
    void idThatTheEngineWouldRefuse_isRefused() {
        environment.setProperty(AdministratorCheck.PASSWORD, ELEVEN + "g");
        environment.setProperty(AdministratorCheck.ID, "qu-guanli");
        assertThatThrownBy(this::check).hasMessageContaining(AdministratorCheck.ID);
    }

    @Test
    void demonstrationInProduction_isRefused() {
        environment.setProperty(AdministratorCheck.PASSWORD, ELEVEN + "g");
        environment.setProperty("greenplan.demo", "true");
        assertThatThrownBy(this::check).hasMessageContaining("greenplan.demo");
    }

    @Test
    void addressThatIsMissingOrWithoutTls_isRefused() {
        environment.setProperty(AdministratorCheck.PASSWORD, ELEVEN + "g");
        environment.setProperty("server.servlet.session.cookie.secure", "true");
        assertThatCode(this::check).doesNotThrowAnyException();
        for (String address : new String[] {"", "http://plan.example.gov.cn", "plan.example.gov.cn"}) {
            environment.setProperty(PublicAddress.PROPERTY, address);
            assertThatThrownBy(this::check).as(address).hasMessageContaining("GREENPLAN_PUBLIC_ADDRESS");
        }
    }

    @Test
    void otherProfiles_needNothing() {
        MockEnvironment other = new MockEnvironment();
        assertThatCode(() -> new AdministratorCheck().postProcessEnvironment(other, new SpringApplication()))
                .doesNotThrowAnyException();
    }

    private void check() {
        new AdministratorCheck().postProcessEnvironment(environment, new SpringApplication());
    }
}
