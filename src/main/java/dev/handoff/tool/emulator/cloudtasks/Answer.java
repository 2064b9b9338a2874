package dev.handoff.tool.emulator.cloudtasks;

import com.google.rpc.Code;
import com.google.rpc.Status;
import java.util.Optional;
import java.util.OptionalInt;

/** How a push ended. */
sealed interface Answer {

    /** The target answered; {@code retryAfter} is the header of that name, as it is. */
    record Answered(int status, Optional<String> retryAfter) implements Answer {}

    /** No answer came in time. */
    record TimedOut() implements Answer {}

    /** No answer came because of this. */
    record Unreachable(String reason) implements Answer {}

    /** Empty if there was no answer. */
    default OptionalInt code() {
        return this instanceof Answered answered ? OptionalInt.of(answered.status()) : OptionalInt.empty();
    }

    default boolean succeeded() {
        int code = code().orElse(0);
        return code >= 200 && code <= 299;
    }

    /** Whether the target says that it gets too much. */
    default boolean asksForLess() {
        int code = code().orElse(0);
        return code == 429 || code == 503;
    }

    /** As {@code Attempt.response_status}, by the mapping that google/rpc/code.proto gives. */
    default Status asStatus() {
        return switch (this) {
            case Answered answered -> status(code(answered.status()), "HTTP status code " + answered.status());
            case TimedOut _ -> status(Code.DEADLINE_EXCEEDED, "no answer before the dispatch deadline");
            case Unreachable unreachable -> status(Code.UNAVAILABLE, unreachable.reason());
        };
    }

    private static Status status(Code code, String message) {
        return Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
    }

    private static Code code(int status) {
        return switch (status) {
            case 400 -> Code.INVALID_ARGUMENT;
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 409 -> Code.ABORTED;
            case 429 -> Code.RESOURCE_EXHAUSTED;
            case 499 -> Code.CANCELLED;
            case 500 -> Code.INTERNAL;
            case 501 -> Code.UNIMPLEMENTED;
            case 503 -> Code.UNAVAILABLE;
            case 504 -> Code.DEADLINE_EXCEEDED;
            default -> status >= 200 && status <= 299 ? Code.OK : Code.UNKNOWN;
        };
    }
}
