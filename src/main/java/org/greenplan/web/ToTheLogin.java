package org.greenplan.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.greenplan.task.RuleViolation;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What the door says to those whom it does not let in: the login to nobody known, else why not. */
final class ToTheLogin implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final RuleViolation NOT_LOGGED_IN = RuleViolation.unknownPerson("not-logged-in", "请先登录。");
    private static final RuleViolation FOREIGN =
            RuleViolation.forbidden("foreign-origin", "请求不是从本系统页面发出的，或者页面打开太久，已拒绝。请刷新页面后再试。");
    private static final RuleViolation NOT_YOURS = RuleViolation.forbidden("not-yours", "您没有查看或办理这一内容的权限。如需办理，请联系计划办。");
    private static final RuleViolation CHANGE_FIRST =
            RuleViolation.forbidden("password-due", "您的密码是管理员设置的，请先在浏览器中登录系统，改成自己的密码。");
    private static final GrantedAuthority PASSWORD_DUE = new SimpleGrantedAuthority(Doorkeeper.PASSWORD_DUE);
    private static final RuleViolation NOT_THERE = RuleViolation.notFound("no-such-address", "没有这个页面。请检查网址，或从本系统页面进入。");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        if (nobody instanceof SlowedLogin.TooSoon early) {
            Refusal.write(
                    request, response, RuleViolation.tooMany("too-soon", LoginPage.waitSentence(early.seconds())));
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(early.seconds()));
            return;
        }
        if (AskedPage.isAPage(request) || AskedPage.isAForm(request)) {
            response.sendRedirect(FreshPerson.end(request) ? "/login?ended" : "/login");
            return;
        }
        // a browser would answer the challenge with a window of its own
        if (request.getHeader("Sec-Fetch-Mode") == null && isForBasic(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"greenplan\"");
        }
        Refusal.write(request, response, NOT_LOGGED_IN);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        boolean somebody = FreshPerson.isSomebody(person);
        if (denied instanceof CsrfException
                && (somebody || request.getRequestURI().equals("/login"))) {
            Refusal.write(request, response, FOREIGN);
        } else if (!somebody) {
            commence(request, response, new InsufficientAuthenticationException("nobody", denied));
        } else if (person.getAuthorities().contains(PASSWORD_DUE)) {
            if (AskedPage.isAPage(request) || AskedPage.isAForm(request)) {
                response.sendRedirect(PasswordPage.PATH);
            } else {
                Refusal.write(request, response, CHANGE_FIRST);
            }
        } else {
            Refusal.write(request, response, OpenPaths.isKnown(request) ? NOT_YOURS : NOT_THERE);
        }
    }

    private static boolean isForBasic(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/")
                || request.getRequestURI().startsWith("/engine-rest");
    }
}
