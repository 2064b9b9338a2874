package dev.handoff.tool.emulator;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An error that callers get when they create a task. The task is not created, except with {@code DEADLINE_EXCEEDED}: that
 * caller hears nothing of a success.
 *
 * @param code the name of a gRPC code, other than OK
 * @param times how many calls fail; empty for all
 */
public record CreateFault(String code, OptionalInt times) {

    static final String SHAPE = "a gRPC code such as UNAVAILABLE, or UNAVAILABLE:2 for the next two calls";

    private static final Pattern PATTERN =
            Pattern.compile("(CANCELLED|UNKNOWN|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS"
                    + "|PERMISSION_DENIED|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE|UNIMPLEMENTED"
                    + "|INTERNAL|UNAVAILABLE|DATA_LOSS|UNAUTHENTICATED)(?::(\\d{1,6}))?");

    static Optional<CreateFault> parse(String text) {
        var parts = PATTERN.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var times = parts.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts.group(2)));
        return Optional.of(new CreateFault(parts.group(1), times));
    }

    @Override
    public String toString() {
        return code + (times.isPresent() ? ":" + times.getAsInt() : "");
    }
}
