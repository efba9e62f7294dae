package org.greenplan.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.greenplan.web.Doorkeeper.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Who is logged in. A session holds a name and when its person last did something; all else is read anew at each
 * request. A session is over when its person is gone, has another password, or has done nothing for long.
 */
final class FreshPerson implements SecurityContextRepository {

    /** By this name the sessions of a person are found, too. */
    static final String PERSON = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    static final String STAMP = "greenplan.stamp";

    /** Of a request: its session is over. */
    private static final String ENDED = FreshPerson.class.getName() + ".ended";

    private final Doorkeeper doorkeeper;
    private final Idleness idleness;

    FreshPerson(Doorkeeper doorkeeper, Idleness idleness) {
        this.doorkeeper = doorkeeper;
        this.idleness = idleness;
    }

    /** Asked late, by those that want to know who is there. */
    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        HttpServletRequest request = holder.getRequest();
        HttpSession session = request.getSession(false);
        if (session == null) {
            if (request.getRequestedSessionId() != null) {
                request.setAttribute(ENDED, true);
            }
        } else if (session.getAttribute(PERSON) instanceof String id) {
            if (!idleness.goesOn(session, request)) {
                // kept until a page is asked for, which is led to the login: whoever looks there reads why
                request.setAttribute(ENDED, true);
                return context;
            }
            Optional<Standing> now = doorkeeper.standing(id);
            if (now.isPresent() && now.get().stamp().equals(session.getAttribute(STAMP))) {
                context.setAuthentication(now.get().vouchFor(id));
            } else {
                session.invalidate();
            }
        }
        return context;
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        Authentication person = context.getAuthentication();
        if (isSomebody(person)) {
            begin(request.getSession(), person.getName(), Standing.of(person));
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(PERSON);
            session.removeAttribute(STAMP);
            session.removeAttribute(Idleness.ACTIVE);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(PERSON) != null;
    }

    /** The session is this person's, under this password. */
    static void begin(HttpSession session, String id, Standing standing) {
        session.setAttribute(PERSON, id);
        session.setAttribute(STAMP, standing.stamp());
        session.removeAttribute(Idleness.ACTIVE);
    }

    /** Does away with a session that is over for its person's idleness; whether there was one. */
    static boolean end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        boolean ended = request.getAttribute(ENDED) != null;
        if (ended && session != null) {
            session.invalidate();
        }
        return ended;
    }

    static boolean isSomebody(@Nullable Authentication person) {
        return person != null && person.isAuthenticated() && !(person instanceof AnonymousAuthenticationToken);
    }
}
