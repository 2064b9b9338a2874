package dev.handoff.tool.emulator.cloudtasks;

import com.google.cloud.tasks.v2.HttpRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;
import java.util.function.Consumer;

/** Pushes over HTTP/1.1, as the real service does; redirects are not followed. */
final class HttpCourier implements Courier {

    /** Queues limit themselves; this only has to be more than they may have under way together. */
    private static final int MAX_CONNECTIONS = 10 * QueueSettings.MAX_CONCURRENT_DISPATCHES;
    /** Less than servers commonly keep an idle connection, or pushes would fail on ones that were just closed. */
    private static final int KEPT_SECONDS = 2;

    private final HttpClient client;
    private final Timeline timeline;
    private final TokenMint mint;

    HttpCourier(Vertx vertx, Timeline timeline, TokenMint mint) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(MAX_CONNECTIONS).setKeepAliveTimeout(KEPT_SECONDS));
        this.timeline = timeline;
        this.mint = mint;
    }

    @Override
    public void deliver(Push push, Consumer<Answer> end) {
        var exchange = new Exchange(push, end);
        exchange.deadline = timeline.at(timeline.now().plus(push.deadline()), exchange::timeOut);
        client.request(options(push)).onSuccess(exchange::send).onFailure(exchange::fail);
    }

    private RequestOptions options(Push push) {
        var request = push.request();
        var options = new RequestOptions()
                .setAbsoluteURI(request.getUrl())
                .setMethod(HttpMethod.valueOf(request.getHttpMethod().name()));
        request.getHeadersMap().forEach(options::putHeader);
        Headers.of(push).forEach(options::putHeader);
        mint.authorization(request).ifPresent(value -> options.putHeader("Authorization", value));
        return options;
    }

    /** One request and how it ended; it ends once. */
    private static final class Exchange {

        private final HttpRequest task;
        private final Consumer<Answer> end;
        private Timeline.Alarm deadline = () -> {};
        private Optional<HttpClientRequest> request = Optional.empty();
        private boolean ended;

        Exchange(Push push, Consumer<Answer> end) {
            this.task = push.request();
            this.end = end;
        }

        void send(HttpClientRequest request) {
            if (ended) {
                // The deadline passed while it was connected.
                request.reset();
                return;
            }
            this.request = Optional.of(request);
            request.response().onSuccess(this::receive).onFailure(this::fail);
            if (task.getBody().isEmpty()) {
                request.end();
            } else {
                request.end(Buffer.buffer(task.getBody().toByteArray()));
            }
        }

        /** An answer counts when all of it is there; what its body says doesn't matter. */
        private void receive(HttpClientResponse response) {
            var answer =
                    new Answer.Answered(response.statusCode(), Optional.ofNullable(response.getHeader("Retry-After")));
            response.end().onSuccess(_ -> end(answer)).onFailure(this::fail);
        }

        void timeOut() {
            end(new Answer.TimedOut());
            request.ifPresent(HttpClientRequest::reset);
        }

        void fail(Throwable cause) {
            end(new Answer.Unreachable(String.valueOf(cause.getMessage())));
        }

        private void end(Answer answer) {
            if (!ended) {
                ended = true;
                deadline.cancel();
                end.accept(answer);
            }
        }
    }
}
