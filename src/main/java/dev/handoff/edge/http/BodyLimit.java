package dev.handoff.edge.http;

import dev.handoff.kit.storage.Storage;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Refuses bodies over 256 KiB. Cloud Tasks may bring 1 MiB to functions, since it takes tasks of that size, and a file may be as large
 * as the storage takes it. A body is refused as soon as its header or its bytes exceed the limit.
 *
 * <p>Quarkus' own limit ({@code quarkus.http.limits.max-body-size}) would answer without a document. It is set so high
 * that this one comes first.
 */
@Provider
class BodyLimit implements ReaderInterceptor {

    static final int MAX_BYTES = 256 * 1024;

    /** The largest Cloud Task there is, https://cloud.google.com/tasks/docs/quotas. */
    private static final int MAX_CLOUD_TASK_BYTES = 1024 * 1024;

    private static final String FUNCTIONS = "/api/tasks/";

    // Closing at once would reset the connection, and a client that is still sending would never see the answer.
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final RoutingContext routing;
    private final jakarta.inject.Provider<Storage> storage;

    /** @param storage made later: this is there before the settings are read */
    BodyLimit(RoutingContext routing, jakarta.inject.Provider<Storage> storage) {
        this.routing = routing;
        this.storage = storage;
    }

    /** A body that has more bytes than it may have. */
    static final class TooLarge extends WebApplicationException {

        private TooLarge(String message) {
            super(message, Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        String encoding = context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException();
        }
        long longest = longest(context);
        if (declaredLength(context) > longest) {
            throw tooLarge(longest);
        }
        context.setInputStream(new Bounded(context.getInputStream(), longest));
        return context.proceed();
    }

    private long longest(ReaderInterceptorContext context) {
        if (isFile(context)) {
            return storage.get().mostBytes();
        }
        boolean cloudTask = context.getHeaders().containsKey(RequestKey.CLOUD_TASK_NAME) && isForAFunction();
        return cloudTask ? MAX_CLOUD_TASK_BYTES : MAX_BYTES;
    }

    /** Only invokers have come so far on such a path. The header alone anybody can send. */
    private boolean isForAFunction() {
        return routing.normalizedPath().startsWith(FUNCTIONS);
    }

    /** Only files are read as they come. */
    private static boolean isFile(ReaderInterceptorContext context) {
        return context.getType() == InputStream.class;
    }

    private static long declaredLength(ReaderInterceptorContext context) {
        String length = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private TooLarge tooLarge(long longest) {
        discardRest();
        return new TooLarge(
                longest <= MAX_CLOUD_TASK_BYTES
                        ? "a body may have " + longest
                                + " bytes; store what is larger with PUT /api/files/{name} and send its name"
                        : "a file may have " + longest + " bytes; handoff.storage.max-size raises the limit");
    }

    /** Throws away what is still to come, but not for long. */
    private void discardRest() {
        var request = routing.request();
        request.handler(bytes -> {});
        request.resume();
        routing.vertx().setTimer(LINGER.toMillis(), timer -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
    }

    private final class Bounded extends FilterInputStream {

        private final long longest;
        private long count;

        Bounded(InputStream body, long longest) {
            super(body);
            this.longest = longest;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = super.read(into, from, most);
            return counted(read, read);
        }

        private int counted(int result, int more) {
            if (result >= 0) {
                count += more;
            }
            if (count > longest) {
                throw tooLarge(longest);
            }
            return result;
        }

        @Override
        public void close() throws IOException {
            // Closing would wait for the rest of the body, however long it is.
            if (count <= longest) {
                super.close();
            }
        }
    }
}
