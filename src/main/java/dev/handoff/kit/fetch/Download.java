package dev.handoff.kit.fetch;

import dev.handoff.task.TaskFailure;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads what is at an address of the web, up to a limit of bytes and time. */
final class Download {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HttpClientOptions options;
    private final Duration timeout;
    private final long mostBytes;

    Download(Vertx vertx, HttpClientOptions options, Duration timeout, long mostBytes) {
        this.vertx = vertx;
        this.options = new HttpClientOptions(options)
                .setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAlive(false)
                .setDecompressionSupported(false);
        this.timeout = timeout;
        this.mostBytes = mostBytes;
    }

    /**
     * Asks this address, as the host that the web address names.
     *
     * @throws TaskFailure permanent if the server refuses or leads on, or has too much
     * @throws IOException if the server fails, can't be reached, breaks off or is slow: a later attempt may find it well
     */
    byte[] get(WebAddress address, InetAddress server) throws TaskFailure, IOException, InterruptedException {
        var body = new CompletableFuture<byte[]>();
        // One for each image: closing it ends whatever is still going on.
        var client = vertx.createHttpClient(options);
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setServer(SocketAddress.inetSocketAddress(address.port(), server.getHostAddress()))
                        .setSsl(address.secure())
                        .setHost(address.host())
                        .setPort(address.port())
                        .setURI(address.target())
                        .putHeader(HttpHeaders.USER_AGENT, "handoff")
                        .putHeader(HttpHeaders.ACCEPT, "image/png, image/jpeg, image/webp, image/gif"))
                // Not a step later: an answer whose reader comes late has ended unheard.
                .compose(request -> request.send().onSuccess(answer -> read(answer, address.host(), body)))
                .onFailure(body::completeExceptionally);
        try {
            return body.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(address.host() + " took longer than " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TaskFailure failure) {
                throw failure;
            }
            throw new IOException("no whole answer from " + address.host() + ": " + e.getCause(), e.getCause());
        } finally {
            client.close();
        }
    }

    private void read(HttpClientResponse answer, String host, CompletableFuture<byte[]> body) {
        var refusal = refusal(answer, host);
        if (refusal.isPresent()) {
            body.completeExceptionally(refusal.get());
            return;
        }
        var read = Buffer.buffer();
        answer.handler(part -> {
            if (read.length() + part.length() > mostBytes) {
                body.completeExceptionally(tooLarge(host));
            } else {
                read.appendBuffer(part);
            }
        });
        answer.exceptionHandler(body::completeExceptionally);
        answer.endHandler(_ -> body.complete(read.getBytes()));
    }

    private Optional<Exception> refusal(HttpClientResponse answer, String host) {
        int status = answer.statusCode();
        var told = host + " answered " + status;
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            return Optional.of(new IOException(told));
        }
        if (status >= 300 && status < 400) {
            return Optional.of(TaskFailure.permanent(told + ", which leads elsewhere; submit the image's own address"));
        }
        if (status != 200) {
            return Optional.of(TaskFailure.permanent(told));
        }
        var length = answer.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > mostBytes
                ? Optional.of(tooLarge(host))
                : Optional.empty();
    }

    private TaskFailure tooLarge(String host) {
        return TaskFailure.permanent("the image at " + host + " has more than " + mostBytes
                + " bytes; handoff.fetch.max-size raises the limit");
    }
}
