package org.greenplan.engine;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Map;
import org.greenplan.task.FieldError;
import org.greenplan.task.RuleViolation;

/** Answers a broken rule in the engine's REST, in Tasklist's and in /engine-rest, with the same body as /api does. */
public class RestErrors implements ExceptionMapper<RuleViolation> {

    /** What a client gets to read of a broken rule. */
    record Body(String type, String message, String code, List<FieldError> errors) {

        static Body of(RuleViolation violation) {
            return new Body("RuleViolation", violation.getMessage(), violation.code(), violation.errors());
        }

        Map<String, Object> asMap() {
            return Map.of("type", type, "message", message, "code", code, "errors", errors);
        }
    }

    @Override
    public Response toResponse(RuleViolation violation) {
        Response.ResponseBuilder answer = Response.status(violation.kind().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Body.of(violation).asMap());
        if (violation.kind().retryAfter() > 0) {
            answer.header(HttpHeaders.RETRY_AFTER, violation.kind().retryAfter());
        }
        return answer.build();
    }
}
