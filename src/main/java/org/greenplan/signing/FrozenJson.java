package org.greenplan.signing;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The text under a signature: content as JSON with the number of its format. What was signed is never written anew, so it
 * is read for ever: a component that the content no longer has is passed over, one that it did not have yet is null or
 * empty, and what is otherwise shaped is brought into today's shape by an upgrade. ADR 0041.
 *
 * @param <T> a record
 */
public final class FrozenJson<T> {

    /** Of what was frozen before the number was written. */
    private static final int FIRST = 1;

    private static final String FORMAT = "format";

    /** Not Spring's: no setting of the application may change what a signature covers. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private final Class<T> type;
    private final List<UnaryOperator<ObjectNode>> upgrades;

    /** @param upgrades the first one makes format 2 of format 1, and so on; today's format is one more than there are */
    @SafeVarargs
    public FrozenJson(Class<T> type, UnaryOperator<ObjectNode>... upgrades) {
        this.type = type;
        this.upgrades = List.of(upgrades);
    }

    private record Numbered<T>(int format, @JsonUnwrapped T content) {}

    public String write(T content) {
        try {
            return JSON.writeValueAsString(new Numbered<>(today(), content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when it is not what {@link #write} wrote, or a later release did */
    public T read(String text) {
        try {
            ObjectNode content = JSON.readValue(text, ObjectNode.class);
            int format = content.path(FORMAT).asInt(FIRST);
            if (format > today()) {
                throw new IllegalStateException("%s has format %d, and %d is the last one that is known"
                        .formatted(type.getSimpleName(), format, today()));
            }
            for (UnaryOperator<ObjectNode> upgrade : upgrades.subList(format - FIRST, upgrades.size())) {
                content = upgrade.apply(content);
            }
            return JSON.treeToValue(content, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was frozen as " + type.getSimpleName() + " is not readable", e);
        }
    }

    private int today() {
        return FIRST + upgrades.size();
    }
}
