package org.greenplan.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.greenplan.audit.Audit;
import org.greenplan.audit.AuditEvent;
import org.greenplan.audit.FailedLogins;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.web.filter.RequestContextFilter;

/**
 * The one way in, before our own pages, /api, the engine's REST, Camunda's web applications and every file. Programs
 * bring a name and a password with each request and leave nothing behind; people log in at /login and have a session.
 * What {@link OpenPaths} does not list is closed.
 */
@Configuration(proxyBeanMethods = false)
class OneDoor {

    static final String LOGIN = "/login";

    private static final int BEHIND_THE_DOOR = 200;

    private static final GrantedAuthority AUDITOR = new SimpleGrantedAuthority(Doorkeeper.AUDITOR);
    private static final String CAMUNDAS_LOGOUT = "/camunda/api/admin/auth/user/{engine}/logout";

    /** Everybody who may vouch for a person; one that does not know the name leaves it to the next. */
    @Bean
    AuthenticationManager whoVouches(
            List<AuthenticationProvider> providers,
            AuthenticationEventPublisher events,
            Slowdown slowdown,
            Doorkeeper doorkeeper,
            SeenPasswords seen,
            FailedLogins failed,
            Audit audit) {
        ProviderManager manager = new ProviderManager(providers);
        manager.setAuthenticationEventPublisher(events);
        return new SlowedLogin(manager, slowdown, doorkeeper, seen, new LoginRecord(failed, audit));
    }

    @Bean
    FilterRegistrationBean<CanonicalPaths> canonicalPaths() {
        FilterRegistrationBean<CanonicalPaths> filter = new FilterRegistrationBean<>(new CanonicalPaths());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Around Camunda's filters, which have no order, and behind the door. */
    @Bean
    FilterRegistrationBean<InlineScripts> inlineScripts() {
        FilterRegistrationBean<InlineScripts> filter = new FilterRegistrationBean<>(new InlineScripts());
        filter.addUrlPatterns(InlineScripts.PATHS);
        filter.setOrder(BEHIND_THE_DOOR);
        return filter;
    }

    /** Before anybody is let in: the audit asks where a login comes from. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> servedRequest() {
        FilterRegistrationBean<RequestContextFilter> filter = new FilterRegistrationBean<>(new RequestContextFilter());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 5);
        return filter;
    }

    @Bean
    @Order(1)
    SecurityFilterChain programs(HttpSecurity http, AuthenticationManager whoVouches, PublicAddress address)
            throws Exception {
        ToTheLogin refusal = new ToTheLogin();
        return http.securityMatcher(new OrRequestMatcher(
                        OpenPaths.matcher(OpenPaths.TO_PROGRAMS),
                        new AndRequestMatcher(OpenPaths.matcher("/api/**"), OneDoor::bringsAPassword)))
                .authenticationManager(whoVouches)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(OneDoor::headers)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(refusal)
                        .authenticationDetailsSource(LoginRecord.OfAProgram::new))
                .exceptionHandling(
                        problem -> problem.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .addFilterBefore(new OwnOrigin(address), BasicAuthenticationFilter.class)
                .authorizeHttpRequests(
                        paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .anyRequest()
                                .hasAuthority(Doorkeeper.PERSON))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(
            HttpSecurity http,
            AuthenticationManager whoVouches,
            Doorkeeper doorkeeper,
            Idleness idleness,
            Audit audit,
            PublicAddress address,
            ServerProperties server)
            throws Exception {
        boolean secure =
                Boolean.TRUE.equals(server.getServlet().getSession().getCookie().getSecure());
        ToTheLogin refusal = new ToTheLogin();
        AskedPage asked = new AskedPage(secure);
        return http.authenticationManager(whoVouches)
                .securityContext(context -> context.securityContextRepository(new FreshPerson(doorkeeper, idleness)))
                .headers(OneDoor::headers)
                .csrf(csrf -> csrf.csrfTokenRepository(CsrfTokens.repository(secure))
                        .csrfTokenRequestHandler(new CsrfTokens()))
                .addFilterBefore(new OwnOrigin(address), CsrfFilter.class)
                .requestCache(cache -> cache.requestCache(asked))
                .formLogin(form -> form.loginPage(LOGIN)
                        .authenticationDetailsSource(LoginRecord.AtThePage::new)
                        .successHandler((request, response, person) -> {
                            String page = asked.take(request, response);
                            response.sendRedirect(person.getAuthorities().contains(AUDITOR) ? "/" : page);
                        })
                        .failureHandler((request, response, problem) -> response.sendRedirect(
                                problem instanceof SlowedLogin.TooSoon early
                                        ? LOGIN + "?wait=" + early.seconds()
                                        : LOGIN + "?error")))
                .logout(logout -> logout.logoutRequestMatcher(
                                new OrRequestMatcher(OpenPaths.posted("/logout"), OpenPaths.posted(CAMUNDAS_LOGOUT)))
                        .addLogoutHandler((request, response, person) -> {
                            if (FreshPerson.isSomebody(person)) {
                                audit.recordByItself(AuditEvent.LOGOUT, person.getName(), "", "");
                            }
                        })
                        .logoutSuccessHandler((request, response, person) -> {
                            if (!Refusal.isForPrograms(request)) {
                                response.sendRedirect(LOGIN + "?out");
                            }
                        }))
                .exceptionHandling(
                        problem -> problem.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .authorizeHttpRequests(
                        paths -> paths.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(OpenPaths.matcher(OpenPaths.TO_EVERYBODY))
                                .permitAll()
                                .requestMatchers(OpenPaths.matcher(OpenPaths.TO_NOBODY))
                                .denyAll()
                                .requestMatchers(OpenPaths.matcher(OpenPaths.TO_PEOPLE_AT_FIRST))
                                .authenticated()
                                .requestMatchers(OpenPaths.matcher(OpenPaths.TO_AUDITORS))
                                .hasAuthority(Doorkeeper.AUDITOR)
                                .requestMatchers(OpenPaths.matcher(OpenPaths.TO_PEOPLE_AND_AUDITORS))
                                .hasAnyAuthority(Doorkeeper.PERSON, Doorkeeper.AUDITOR)
                                .requestMatchers(OpenPaths.matcher(OpenPaths.TO_PEOPLE))
                                .hasAuthority(Doorkeeper.PERSON)
                                .requestMatchers(OpenPaths.matcher(OpenPaths.TO_ADMINISTRATORS))
                                .hasAuthority(Doorkeeper.ADMINISTRATOR)
                                .anyRequest()
                                .denyAll())
                .build();
    }

    /** All others every answer has already: {@link AnswerHeaders}. */
    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled().cacheControl(Customizer.withDefaults());
    }

    private static boolean bringsAPassword(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("basic ");
    }
}
