package org.greenplan.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * The first that sees a request: before any filter, before its body is read, before anybody is asked who they are.
 * Refuses what is too large, and has the rest counted while it is read; gives the answer its headers, and the request our
 * own name.
 */
final class FrontValve extends ValveBase {

    private static final RuleViolation ANOTHER_ADDRESS =
            RuleViolation.of(null, "another-address", "请求不是发给本系统的网址的，没有办理。请从管理员告知的网址进入。");

    private static final String CALLED_AS = FrontValve.class.getName() + ".host";

    private final BoundedBody.Shared shared;
    private final UnreadRest rest;
    private final PublicAddress address;
    private final Set<String> proxies;

    /** @param proxies addresses that name others */
    FrontValve(BoundedBody.Shared shared, UnreadRest rest, PublicAddress address, Set<String> proxies) {
        super(true);
        this.shared = shared;
        this.rest = rest;
        this.address = address;
        this.proxies = proxies;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        AnswerHeaders.write(request.getRequestURI(), address.isHttps(), response);
        if (response.isError()) {
            // it could not be read as a request at all
            getNext().invoke(request, response);
            return;
        }
        ReadableHeaders.keepIn(request.getCoyoteRequest().getMimeHeaders());
        BodyBounds.Bound bound = BodyBounds.of(request.getDecodedRequestURI());
        InputBuffer body = request.getCoyoteRequest().getInputBuffer();
        String sender = ClientAddress.of(request, proxies);
        RuleViolation refused =
                address.isMeantBy(request.getHeader("Host")) ? refusal(request, bound) : ANOTHER_ADDRESS;
        request.setAttribute(CALLED_AS, request.getHeader("Host"));
        callByOurName(request);
        if (refused == null) {
            refused = answer(request, response, new BoundedBody(body, bound, shared, sender, () -> hush(response)));
        }
        if (refused != null) {
            refuse(request, response, refused);
        } else if (request.isAsync() || UnreadRest.isEmpty(request.getCoyoteRequest())) {
            return;
        }
        response.finishResponse();
        rest.drop(request.getCoyoteRequest(), body, sender);
    }

    /** The header Host as it was sent. */
    static @Nullable String calledAs(HttpServletRequest request) {
        return (String) request.getAttribute(CALLED_AS);
    }

    /** Whoever makes an absolute link of a request makes it of our address. */
    private void callByOurName(Request request) {
        org.apache.coyote.Request sent = request.getCoyoteRequest();
        sent.scheme().setString(address.scheme());
        sent.serverName().setString(address.host());
        sent.setServerPort(address.port());
        sent.getMimeHeaders().setValue("Host").setString(address.authority());
        request.setSecure(address.isHttps());
    }

    /** Has it answered by the application, unless more comes than is taken. */
    private @Nullable RuleViolation answer(Request request, Response response, BoundedBody body)
            throws IOException, ServletException {
        InputBuffer whole = request.getCoyoteRequest().getInputBuffer();
        request.getCoyoteRequest().setInputBuffer(body);
        try (body) {
            getNext().invoke(request, response);
            return body.refused();
        } finally {
            request.getCoyoteRequest().setInputBuffer(whole);
        }
    }

    /** What the application still answers goes nowhere, and no page of errors is looked for. */
    private static void hush(Response response) {
        response.setError();
        response.setErrorReported();
        response.setSuspended(true);
    }

    private static @Nullable RuleViolation refusal(Request request, BodyBounds.Bound bound) {
        if (request.getContentLengthLong() > bound.bytes()) {
            return RuleViolation.tooLarge("too-large", bound.sentence());
        }
        String coding = request.getHeader("Content-Encoding");
        if (coding != null && !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
            return RuleViolation.unknownForm("body-compressed", "不接收压缩后的请求内容，请按原样发送。");
        }
        return null;
    }

    private static void refuse(Request request, Response response, RuleViolation violation) throws IOException {
        response.setSuspended(false);
        if (!response.isCommitted()) {
            AnswerHeaders.reset(response);
            response.setHeader("Connection", "close");
            Refusal.write(request, response, violation);
        }
    }
}
