package dev.handoff.edge.http;

import dev.handoff.engine.dispatch.FunctionCall;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.task.TaskId;
import jakarta.ws.rs.HeaderParam;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the headers of a function call say. They are believed because the caller has shown that it is an invoker. */
public class FunctionHeaders {

    /** How long Cloud Tasks waits for an answer unless the creator of the task has said otherwise, less a minute. */
    private static final Duration FOREIGN_BUDGET = Duration.ofMinutes(9);

    /**
     * Google gives the name of a task away again an hour after its end, and a duplicate delivery of the old one may still be
     * on its way.
     */
    private static final Duration NAME_IS_TAKEN = Duration.ofHours(1 + 24);

    /** Between two deliveries of one task: the longest that Cloud Tasks waits for an answer, and its usual longest pause. */
    private static final Duration RETRY = Duration.ofMinutes(30 + 60);

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,4}");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");

    @HeaderParam(FunctionCall.TASK)
    TaskId task;

    @HeaderParam(FunctionCall.BUDGET)
    String budget;

    @HeaderParam(RequestKey.CLOUD_TASK_QUEUE)
    String cloudTaskQueue;

    @HeaderParam(RequestKey.CLOUD_TASK_NAME)
    String cloudTaskName;

    @HeaderParam(RequestKey.CLOUD_TASK_RETRIES)
    String cloudTaskRetries;

    @HeaderParam(RequestKey.IDEMPOTENCY_KEY)
    String idempotencyKey;

    /** The task that is stored already. */
    Optional<TaskId> stored() {
        return Optional.ofNullable(task);
    }

    /**
     * How long the caller waits; empty for as long as it takes.
     *
     * @throws BadRequest if it isn't a number of seconds
     */
    Optional<Duration> budget() {
        if (budget == null) {
            return isCloudTask() ? Optional.of(FOREIGN_BUDGET) : Optional.empty();
        }
        if (!SECONDS.matcher(budget).matches()) {
            throw new BadRequest(FunctionCall.BUDGET, "must be a number of seconds from 1 to 99999", budget);
        }
        return Optional.of(Duration.ofSeconds(Long.parseLong(budget)));
    }

    /** Whether Cloud Tasks brings it, which brings it again until it is answered 2xx. */
    boolean isCloudTask() {
        return cloudTaskName != null;
    }

    /** How long ago the last Cloud Task of this name must have ended for this delivery to be one of another. */
    Duration nameIsTaken() {
        boolean retried =
                cloudTaskRetries != null && COUNT.matcher(cloudTaskRetries).matches();
        return NAME_IS_TAKEN.plus(RETRY.multipliedBy(retried ? Long.parseLong(cloudTaskRetries) : 0));
    }

    /**
     * By which a repeated call is known.
     *
     * @throws BadRequest if a header is anything but a short printable text
     */
    Optional<DedupeKey> key() {
        if (isCloudTask()) {
            var queue =
                    RequestKey.of(RequestKey.CLOUD_TASK_QUEUE, cloudTaskQueue).orElse("");
            return RequestKey.of(RequestKey.CLOUD_TASK_NAME, cloudTaskName)
                    .map(name -> DedupeKey.ofCloudTask(queue, name));
        }
        return RequestKey.of(RequestKey.IDEMPOTENCY_KEY, idempotencyKey).map(key -> DedupeKey.ofRequest(key, 0));
    }
}
