package org.greenplan.web;

import java.util.Optional;
import java.util.Set;

/**
 * Who knows the people that may come in. The door asks at every request, so that another password, another group and a
 * removed person count at once. Another directory of people (LDAP, OIDC) is one more
 * {@link org.springframework.security.authentication.AuthenticationProvider} beside the engine's, and says here what it
 * knows of those that it let in.
 */
public interface Doorkeeper {

    /** The right of those who keep people, groups and the engine. */
    String ADMINISTRATOR = "administrator";

    /**
     * What is known of a person now.
     *
     * @param groups what the person belongs to; with {@link #ADMINISTRATOR} for those who are
     * @param stamp changes with the password; a session that began under another one is over
     */
    record Standing(Set<String> groups, String stamp) {}

    /** Empty when there is nobody of this name. */
    Optional<Standing> standing(String id);
}
