package dev.handoff.engine.dispatch.http;

import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.FunctionCall;
import dev.handoff.engine.dispatch.TasksAuth;
import dev.handoff.engine.dispatch.WorkerConfig;
import dev.handoff.kit.net.WebRequests;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Calls functions, each task's once at a time. */
@ApplicationScoped
class FunctionClient {

    private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(10);

    private final TasksAuth auth;
    private final Duration timeout;
    private final Set<TaskId> calling = ConcurrentHashMap.newKeySet();
    private final HttpClient client =
            WebRequests.client().connectTimeout(TIME_TO_CONNECT).build();

    FunctionClient(TasksAuth auth, WorkerConfig config) {
        this.auth = auth;
        this.timeout = config.timeout();
    }

    /** What is told of a call. */
    interface Listener {

        /** @param status of the answer */
        void answered(int status);

        /** No answer came, for this reason; a {@link java.net.http.HttpTimeoutException} if it took too long. */
        void failed(Exception reason);
    }

    /** Starts a call in the background, unless one for the task is under way: the sweeper rings again for silent ones. */
    void call(String base, Doorbell bell, String input, Listener listener) {
        if (!calling.add(bell.task())) {
            return;
        }
        Thread.ofVirtual().name("call-" + bell.task()).start(() -> {
            try {
                listener.answered(send(request(base, bell, input)));
            } catch (Exception failed) {
                listener.failed(failed);
            } finally {
                calling.remove(bell.task());
            }
        });
    }

    /**
     * Asks whether a Handoff is there.
     *
     * @param variable that names the address
     * @throws DispatchFailed if it isn't
     */
    String probe(String variable, String base) {
        try {
            int status = send(WebRequests.to(base + "/q/health/live")
                    .timeout(TIME_TO_CONNECT)
                    .build());
            if (status == 200) {
                return base + " answers";
            }
            throw new DispatchFailed(variable + " " + base + " answers " + status + "; is it a Handoff?");
        } catch (IllegalArgumentException unusable) {
            throw new DispatchFailed(variable + " " + unusable.getMessage(), unusable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DispatchFailed("interrupted while waiting for " + base, interrupted);
        } catch (IOException absent) {
            throw new DispatchFailed(
                    "nobody answers at " + variable + " " + base + "; start it there, or mend the variable", absent);
        }
    }

    private int send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest request(String base, Doorbell bell, String input) throws IOException {
        var request = WebRequests.to(base + FunctionCall.path(bell.type()))
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header(FunctionCall.TASK, bell.task().toString())
                .POST(HttpRequest.BodyPublishers.ofString(input));
        auth.secret().ifPresent(secret -> request.header(FunctionCall.AUTH, secret));
        bell.traceparent().ifPresent(trace -> request.header(FunctionCall.TRACE, trace));
        return request.build();
    }
}
