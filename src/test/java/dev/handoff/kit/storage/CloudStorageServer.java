package dev.handoff.kit.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;

/**
 * Speaks the JSON interface of Cloud Storage as far as it is used: resumable and multipart uploads, metadata, media, lists,
 * deletion. Keeps objects on disk, and fails as it is told.
 */
final class CloudStorageServer implements AutoCloseable {

    static final String FORBIDDEN = "forbidden";

    /** Given instead of an answer. */
    record Fault(String method, String inUri, int status) {

        /** No answer before the server is closed. */
        static final int SILENCE = 0;

        boolean hits(HttpExchange exchange) {
            return exchange.getRequestMethod().equals(method)
                    && exchange.getRequestURI().toString().contains(inUri);
        }
    }

    /** Each happens once, to the first request that it is meant for. */
    final Deque<Fault> faults = new ConcurrentLinkedDeque<>();

    /** Methods and addresses, in the order they came. */
    final Deque<String> requests = new ConcurrentLinkedDeque<>();

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    final CloudUploads uploads;
    final CloudBuckets buckets;
    private final HttpServer server;

    CloudStorageServer(Path folder, String... buckets) {
        this.buckets = new CloudBuckets(folder, buckets);
        this.uploads = new CloudUploads(this.buckets, folder);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        closed.complete(null);
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) {
            var fault = faults.stream().filter(each -> each.hits(exchange)).findFirst();
            if (fault.isPresent()) {
                faults.remove(fault.get());
                if (fault.get().status() == Fault.SILENCE) {
                    closed.join();
                }
                error(exchange, fault.get().status(), "told to fail");
                return;
            }
            var path = exchange.getRequestURI().getRawPath().split("/");
            boolean upload = path[1].equals("upload");
            int at = upload || path[1].equals("download") ? 5 : 4;
            var bucket = path[at];
            if (bucket.equals(FORBIDDEN)) {
                error(exchange, 403, "handoff@example.com does not have storage.objects access");
            } else if (!buckets.has(bucket)) {
                error(exchange, 404, "The specified bucket does not exist.");
            } else if (upload) {
                uploads.serve(exchange, bucket, query(exchange), address());
            } else if (path.length == at + 2) {
                buckets.list(exchange, bucket, query(exchange));
            } else {
                buckets.serve(exchange, bucket, decoded(path[at + 2]), query(exchange));
            }
        } catch (RuntimeException | IOException e) {
            throw new AssertionError("can't serve " + requests.getLast(), e);
        }
    }

    static void json(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static void error(HttpExchange exchange, int status, String message) throws IOException {
        json(exchange, status, "{\"error\":{\"code\":%d,\"message\":\"%s\"}}".formatted(status, message));
    }

    private static String decoded(String segment) {
        return URI.create("http://localhost/" + segment).getPath().substring(1);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = new HashMap<String, String>();
        if (exchange.getRequestURI().getRawQuery() == null) {
            return query;
        }
        for (var pair : exchange.getRequestURI().getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }
}
