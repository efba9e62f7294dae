package org.greenplan.web;

import jakarta.servlet.http.HttpServletRequest;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.audit.FailedLogins;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * What the audit keeps of passwords that are brought, before whoever brought one is let in. A page's right one each
 * time; a program's, which comes with every request, when it is looked at; the present one beside a new one only when wrong.
 */
final class LoginRecord {

    /** Brought to the login page. */
    static final class AtThePage extends WebAuthenticationDetails {

        AtThePage(HttpServletRequest request) {
            super(request);
        }
    }

    /** Brought by a program with its request. */
    static final class OfAProgram extends WebAuthenticationDetails {

        OfAProgram(HttpServletRequest request) {
            super(request);
        }
    }

    private final FailedLogins failed;
    private final Audit audit;

    LoginRecord(FailedLogins failed, Audit audit) {
        this.failed = failed;
        this.audit = audit;
    }

    void right(Authentication brought, Authentication person) {
        if (brought.getDetails() instanceof AtThePage) {
            audit.recordByItself(AuditEvent.LOGIN, person.getName(), "", "");
        }
    }

    void lookedAt(Authentication brought, Authentication person) {
        if (brought.getDetails() instanceof OfAProgram) {
            audit.recordByItself(AuditEvent.PROGRAM_LOGIN, person.getName(), "", "");
        }
    }

    void wrong(Authentication brought, String address) {
        failed.wrongPassword(brought.getName(), address);
    }

    void tooSoon(Authentication brought, String address) {
        failed.count(brought.getName(), address);
    }
}
