package org.greenplan.web;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * Who knows the people that may come in. The door asks at every request, so that another password, another group and a
 * removed person count at once. Another directory of people (LDAP, OIDC) is one more
 * {@link org.springframework.security.authentication.AuthenticationProvider} beside the engine's, and says here what it
 * knows of those that it let in.
 */
public interface Doorkeeper {

    /** The right of those who keep people, groups and the engine. */
    String ADMINISTRATOR = "administrator";

    /** The right of everybody who is logged in, and may go on. */
    String PERSON = "person";

    /** The one right of those who read the audit, whatever else they belong to; a group of the engine cannot be called so. */
    String AUDITOR = "reads-the-audit";

    /** The one right of those who change their password first. */
    String PASSWORD_DUE = "password-due";

    /**
     * What is known of a person now.
     *
     * @param groups what the person belongs to; with {@link #ADMINISTRATOR} or {@link #AUDITOR} for those who are
     * @param stamp changes with the password; a session that began under another one is over
     * @param passwordDue whether somebody else has chosen the password, so that its person changes it before anything else
     */
    record Standing(Set<String> groups, String stamp, boolean passwordDue) {

        /** What the door goes by. */
        public List<GrantedAuthority> authorities() {
            if (passwordDue) {
                return AuthorityUtils.createAuthorityList(PASSWORD_DUE);
            }
            return groups.contains(AUDITOR)
                    ? AuthorityUtils.createAuthorityList(AUDITOR)
                    : AuthorityUtils.createAuthorityList(
                            Stream.concat(Stream.of(PERSON), groups.stream()).toList());
        }

        /** What whoever vouches for a person answers, of the password that was looked at. */
        public Authentication vouchFor(String id) {
            UsernamePasswordAuthenticationToken person =
                    UsernamePasswordAuthenticationToken.authenticated(id, null, authorities());
            person.setDetails(this);
            return person;
        }

        static Standing of(Authentication vouchedFor) {
            return (Standing) vouchedFor.getDetails();
        }
    }

    /** Empty when there is nobody of this name. */
    Optional<Standing> standing(String id);

    /**
     * Gives a person the password that they have chosen.
     *
     * @throws org.greenplan.task.RuleViolation when it is not good enough
     */
    void changePassword(String id, String wanted);
}
