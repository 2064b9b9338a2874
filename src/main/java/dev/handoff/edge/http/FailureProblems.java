package dev.handoff.edge.http;

import dev.handoff.domain.search.SearchUnavailable;
import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.DispatchMisconfigured;
import dev.handoff.engine.dispatch.DispatchUnavailable;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.rabbitmq.RabbitMqFailed;
import dev.handoff.kit.storage.StorageUnavailable;
import io.quarkus.logging.Log;
import java.util.UUID;

/** Says what failed here, for requests that are not to blame. */
final class FailureProblems {

    private FailureProblems() {}

    static Problem of(Throwable failure) {
        return switch (failure) {
            case SearchUnavailable e ->
                Problem.of(503, "search-unavailable", "Nothing can be looked for at present", e.getMessage());
            case DispatchMisconfigured e -> dispatchMisconfigured(e).tasks(e.stored());
            case DispatchUnavailable e -> dispatchUnavailable().tasks(e.stored());
            case DispatchFailed e -> dispatchFailed().tasks(e.stored());
            case StoreUnavailable e
            when isCancelled(e) ->
                Problem.of(503, "cancelled", "The request was cancelled", "its caller has gone away");
            case StoreUnavailable e -> storeUnavailable(e);
            case StorageUnavailable e -> storageUnavailable(e);
            case RabbitMqFailed e ->
                Problem.of(503, "broker-unavailable", "RabbitMQ doesn't answer as it should", e.getMessage());
            default -> unexpected(failure);
        };
    }

    /** Whether nobody waits for the answer any more, which is no fault of PostgreSQL's. */
    private static boolean isCancelled(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private static Problem dispatchFailed() {
        return Problem.of(
                503,
                "dispatch-failed",
                "The task is stored but could not be sent on its way",
                "the task is stored and will be sent again by itself; don't submit it anew");
    }

    /** The task may be stored or not. A repeated submission with a key is safe either way. */
    private static Problem dispatchMisconfigured(DispatchMisconfigured failure) {
        Log.error("a task could not be sent on its way: " + failure.getMessage());
        return Problem.of(
                500,
                "dispatch-misconfigured",
                "The settings for sending tasks are missing or wrong",
                "the log names the setting; what was stored will be sent once it is mended");
    }

    private static Problem dispatchUnavailable() {
        return Problem.of(
                500,
                "dispatch-unavailable",
                "The program can't use the transport that is configured",
                "the task is stored and will be sent by an instance that can; don't submit it anew");
    }

    private static Problem storeUnavailable(StoreUnavailable failure) {
        Log.error("a request failed because PostgreSQL didn't answer", failure);
        return Problem.of(
                503,
                "store-unavailable",
                "The database doesn't answer",
                "whether the request took effect is unknown; repeat it later, a submission with the same Idempotency-Key");
    }

    private static Problem storageUnavailable(StorageUnavailable failure) {
        Log.error("a file could not be read or written", failure);
        return Problem.of(
                503,
                "storage-unavailable",
                "The storage of files doesn't do what it should",
                "the log says more; repeat the request later");
    }

    private static Problem unexpected(Throwable failure) {
        var incident = UUID.randomUUID();
        Log.error("request failed unexpectedly, incident " + incident, failure);
        return Problem.of(
                500, "unexpected", "Something went wrong here", "the log says more about incident " + incident);
    }
}
