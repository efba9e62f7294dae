package org.greenplan.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Knows whether this thread serves a request that nobody was logged in for, from where it has reached its page or operation until it is answered. There the
 * engine is asked by {@link AsSystem} or not at all; see {@link PersonGuard}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HttpThread extends OncePerRequestFilter implements WebMvcConfigurer {

    private static final ThreadLocal<Boolean> SERVES_NOBODY = new ThreadLocal<>();

    /** @param person whether somebody is logged in */
    static void serve(boolean person) {
        SERVES_NOBODY.set(!person);
    }

    static void done() {
        SERVES_NOBODY.remove();
    }

    static boolean servesNobody() {
        return Boolean.TRUE.equals(SERVES_NOBODY.get());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // an error page is served after the filters, and leaves its mark to the thread's next request
        done();
        try {
            chain.doFilter(request, response);
        } finally {
            done();
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                serve(request.getUserPrincipal() != null);
                return true;
            }
        });
    }
}
