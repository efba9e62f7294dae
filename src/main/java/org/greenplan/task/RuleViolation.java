package org.greenplan.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that was broken by what somebody handed in; nothing was changed. It reaches the client as one JSON object with
 * a Chinese sentence, whichever door the request came through.
 */
public final class RuleViolation extends RuntimeException {

    /** How a refusal is answered over HTTP. */
    public enum Kind {
        /** What was handed in breaks a rule: 400. */
        RULE(400),
        /** Nobody is logged in: 401. */
        UNKNOWN_PERSON(401),
        /** The person has no right to do it: 403. */
        FORBIDDEN(403),
        /** It is not there, or not for this person to know of: 404. */
        NOT_FOUND(404),
        /** It comes in so slowly that it is not waited for: 408. */
        TOO_SLOW(408),
        /** Somebody else was faster: 409. */
        CONFLICT(409),
        /** More is sent than is taken: 413. */
        TOO_LARGE(413),
        /** It is sent in a form that is not taken: 415. */
        UNKNOWN_FORM(415),
        /** Too much is asked by one address at once: 429. */
        TOO_MANY(429),
        /** The system cannot answer now, and will again: 503. */
        UNAVAILABLE(503),
        /** There is no room to keep it: 507. */
        NO_SPACE(507);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        /** In seconds: when it is worth asking again; 0 where that changes nothing. */
        public int retryAfter() {
            return this == TOO_MANY || this == UNAVAILABLE ? 5 : 0;
        }
    }

    private final Kind kind;
    private final List<FieldError> errors;

    private RuleViolation(Kind kind, List<FieldError> errors) {
        super(errors.get(0).message());
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    /** One broken rule at one field ({@code null}: at the whole). */
    public static RuleViolation of(@Nullable String field, String code, String message) {
        return new RuleViolation(Kind.RULE, List.of(new FieldError(field, code, message)));
    }

    /** Several broken rules at once; at least one. */
    public static RuleViolation of(List<FieldError> errors) {
        return new RuleViolation(Kind.RULE, errors);
    }

    public static RuleViolation unknownPerson(String code, String message) {
        return new RuleViolation(Kind.UNKNOWN_PERSON, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation forbidden(String code, String message) {
        return new RuleViolation(Kind.FORBIDDEN, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation notFound(String code, String message) {
        return new RuleViolation(Kind.NOT_FOUND, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation conflict(String code, String message) {
        return new RuleViolation(Kind.CONFLICT, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation tooSlow(String code, String message) {
        return new RuleViolation(Kind.TOO_SLOW, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation unknownForm(String code, String message) {
        return new RuleViolation(Kind.UNKNOWN_FORM, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation tooLarge(String code, String message) {
        return new RuleViolation(Kind.TOO_LARGE, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation tooMany(String code, String message) {
        return new RuleViolation(Kind.TOO_MANY, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation unavailable(String code, String message) {
        return new RuleViolation(Kind.UNAVAILABLE, List.of(new FieldError(null, code, message)));
    }

    public static RuleViolation noSpace(String code, String message) {
        return new RuleViolation(Kind.NO_SPACE, List.of(new FieldError(null, code, message)));
    }

    /** The first error's sentence. */
    @Override
    public String getMessage() {
        return errors.get(0).message();
    }

    public Kind kind() {
        return kind;
    }

    /** At least one. */
    public List<FieldError> errors() {
        return errors;
    }

    /** What every error says, for a page that lists them. */
    public List<String> sentences() {
        return errors.stream().map(FieldError::message).toList();
    }

    /** The first error's code. */
    public String code() {
        return errors.get(0).code();
    }
}
