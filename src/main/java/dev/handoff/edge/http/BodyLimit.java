package dev.handoff.edge.http;

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
 * Refuses bodies over 256 KiB. Cloud Tasks may bring 1 MiB, since it takes tasks of that size. A body is refused as soon as
 * its header or its bytes exceed the limit.
 *
 * <p>Quarkus' own limit ({@code quarkus.http.limits.max-body-size}) would answer without a document. It is set so high
 * that this one comes first.
 */
@Provider
class BodyLimit implements ReaderInterceptor {

    static final int MAX_BYTES = 256 * 1024;

    /** The largest Cloud Task there is, https://cloud.google.com/tasks/docs/quotas. */
    private static final int MAX_CLOUD_TASK_BYTES = 1024 * 1024;

    // Closing at once would reset the connection, and a client that is still sending would never see the answer.
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final RoutingContext routing;

    BodyLimit(RoutingContext routing) {
        this.routing = routing;
    }

    static Problem problem() {
        return Problem.of(
                413,
                "body-too-large",
                "The body is too large",
                "a body may have " + MAX_BYTES + " bytes; store what is larger elsewhere and send a reference to it");
    }

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        String encoding = context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new NotSupportedException();
        }
        int longest = context.getHeaders().containsKey(RequestKey.CLOUD_TASK_NAME) ? MAX_CLOUD_TASK_BYTES : MAX_BYTES;
        if (declaredLength(context) > longest) {
            throw tooLarge();
        }
        context.setInputStream(new Bounded(context.getInputStream(), longest));
        return context.proceed();
    }

    private static long declaredLength(ReaderInterceptorContext context) {
        String length = context.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private WebApplicationException tooLarge() {
        discardRest();
        return new WebApplicationException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
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

        private final int longest;
        private int count;

        Bounded(InputStream body, int longest) {
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
                throw tooLarge();
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
