package org.greenplan.engine;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Set;
import org.greenplan.task.RuleViolation;

/** Answers JSON that the engine's REST cannot read, too deep for example, with the same body as /api does. */
abstract class UnreadableJson<E extends JsonProcessingException> implements ExceptionMapper<E> {

    /** One for each that the engine, or the reader of JSON, has a mapper of its own for. */
    static final Set<Class<?>> MAPPERS = Set.of(TooDeep.class, Malformed.class, Mismatched.class);

    static final RuleViolation REFUSAL = RuleViolation.of(null, "not-json", "发送的内容不是可读的JSON，没有保存。请检查格式后重新发送。");

    private static final int BEFORE_THE_ENGINES = 1;

    @Override
    public Response toResponse(E unreadable) {
        return new RestErrors().toResponse(REFUSAL);
    }

    @Priority(BEFORE_THE_ENGINES)
    static final class TooDeep extends UnreadableJson<StreamConstraintsException> {}

    @Priority(BEFORE_THE_ENGINES)
    static final class Malformed extends UnreadableJson<JsonParseException> {}

    @Priority(BEFORE_THE_ENGINES)
    static final class Mismatched extends UnreadableJson<JsonMappingException> {}
}
