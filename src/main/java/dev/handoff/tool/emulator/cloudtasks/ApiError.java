package dev.handoff.tool.emulator.cloudtasks;

import io.grpc.Status;

/** What a caller is told; where the real service's words are known, in these. */
final class ApiError extends RuntimeException {

    private final Status.Code code;

    ApiError(Status.Code code, String message) {
        super(message);
        this.code = code;
    }

    /** What a caller is told of a failure that no rule covers. */
    static ApiError of(Throwable failure) {
        return failure instanceof ApiError known
                ? known
                : new ApiError(Status.Code.INTERNAL, "a fault of the emulator: " + failure);
    }

    static ApiError invalid(String message) {
        return new ApiError(Status.Code.INVALID_ARGUMENT, message);
    }

    static ApiError notFound(String message) {
        return new ApiError(Status.Code.NOT_FOUND, message);
    }

    static ApiError unimplemented(String what) {
        return new ApiError(Status.Code.UNIMPLEMENTED, "the emulator does not have " + what);
    }

    Status.Code code() {
        return code;
    }

    Status asStatus() {
        return code.toStatus().withDescription(getMessage());
    }

    /** As HTTP says it, by the mapping that google/rpc/code.proto gives. */
    int httpStatus() {
        return switch (code) {
            case OK -> 200;
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
            case UNAUTHENTICATED -> 401;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, ABORTED -> 409;
            case RESOURCE_EXHAUSTED -> 429;
            case CANCELLED -> 499;
            case UNKNOWN, INTERNAL, DATA_LOSS -> 500;
            case UNIMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
            case DEADLINE_EXCEEDED -> 504;
        };
    }
}
