package org.greenplan.web;

import org.greenplan.task.RuleViolation;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The own password, asked once more of somebody who is logged in already, before a password is set: whoever sits down at
 * an open session guesses it no faster than at the login (ADR 0025).
 */
@Component
public class OwnPassword {

    private final AuthenticationManager whoVouches;

    OwnPassword(AuthenticationManager whoVouches) {
        this.whoVouches = whoVouches;
    }

    /**
     * Within a request, whose address is held responsible.
     *
     * @throws RuleViolation when it is not looked at yet
     */
    public boolean isRight(String id, String password) {
        UsernamePasswordAuthenticationToken brought = UsernamePasswordAuthenticationToken.unauthenticated(id, password);
        brought.setDetails(new WebAuthenticationDetails(
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest()));
        try {
            whoVouches.authenticate(brought);
            return true;
        } catch (SlowedLogin.TooSoon early) {
            throw RuleViolation.tooMany("too-many-wrong-passwords", LoginPage.waitSentence(early.seconds()));
        } catch (AuthenticationException wrong) {
            return false;
        }
    }
}
