package org.greenplan.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what one request may ask of the engine's REST, whichever operation it is: each condition of a query is one more
 * join, each element of a list one more parameter, and the engine takes as many as come. After {@link RestRuleFilter}: nothing is read of what is refused anyway (ADR 0024).
 */
@Priority(Priorities.USER + 1)
public class RestBounds implements ContainerRequestFilter {

    /** Of values, at whatever depth. */
    static final int MOST_VALUES = 1000;

    /** Of objects in lists, at whatever depth: conditions on variables, alternatives, orders. */
    static final int MOST_CONDITIONS = 50;

    private static final RuleViolation TOO_MUCH = RuleViolation.of(
            null, "query-too-large", "一次查询的条件最多%d个、列出的值最多%d个，请减少后再查询。".formatted(MOST_CONDITIONS, MOST_VALUES));

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        RuleViolation refusal = ofAddress(request.getUriInfo().getQueryParameters());
        if (refusal == null && request.hasEntity()) {
            // no longer than the door lets any JSON be
            byte[] body = request.getEntityStream().readAllBytes();
            request.setEntityStream(new ByteArrayInputStream(body));
            refusal = ofBody(body);
        }
        if (refusal != null) {
            request.abortWith(new RestErrors().toResponse(refusal));
        }
    }

    private static @Nullable RuleViolation ofAddress(MultivaluedMap<String, String> parameters) {
        for (String page : List.of("firstResult", "maxResults")) {
            if (parameters.getOrDefault(page, List.of()).stream().anyMatch(value -> value.startsWith("-"))) {
                return RuleViolation.of(page, "negative", page + "不能是负数。");
            }
        }
        int values = 0;
        int conditions = 0;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            int listed = parameter.getValue().stream()
                    .mapToInt(value -> value.split(",", -1).length)
                    .sum();
            values += listed;
            // taskVariables=a_eq_1,b_eq_2, and their fellows
            conditions += parameter.getKey().toLowerCase(Locale.ROOT).endsWith("variables") ? listed : 0;
        }
        return values > MOST_VALUES || conditions > MOST_CONDITIONS ? TOO_MUCH : null;
    }

    /** What is not JSON is for its reader to refuse. */
    private static @Nullable RuleViolation ofBody(byte[] body) throws IOException {
        int values = 0;
        int conditions = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += token.isScalarValue() || token.isStructStart() ? 1 : 0;
                conditions += token == JsonToken.START_OBJECT
                                && parser.getParsingContext().getParent().inArray()
                        ? 1
                        : 0;
                if (values > MOST_VALUES || conditions > MOST_CONDITIONS) {
                    return TOO_MUCH;
                }
            }
        } catch (JsonProcessingException unreadable) {
            return null;
        }
        return null;
    }
}
