package dev.handoff.edge.page;

import dev.handoff.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

/** The page in a mode of its own, before the API of a server. It can go away and come back. */
final class Front implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    // One for each stream, and for each question beside it.
    private final HttpClient client =
            vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(20));
    private final AtomicLong asked = new AtomicLong();
    private final URI api;
    private final Router router = Router.router(vertx);
    private HttpServer server;
    private int port;

    private Front(URI api) {
        this.api = api;
    }

    static Front before(URI api, PageConfig.Mode mode) {
        var front = new Front(api);
        new PageRoutes(() -> mode, Settings.of(LoginConfig.class)).register(front.router);
        front.router.route("/api/*").handler(context -> front.pass(context.request()));
        front.start();
        return front;
    }

    String address() {
        return "http://localhost:" + port + "/";
    }

    /** How often the API was asked. */
    long asked() {
        return asked.get();
    }

    void start() {
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(port)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
    }

    /** Whoever listens is cut off. */
    void stop() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void pass(HttpServerRequest request) {
        asked.incrementAndGet();
        if (hasBody(request)) {
            request.pause();
        }
        client.request(new RequestOptions()
                        .setMethod(request.method())
                        .setHost(api.getHost())
                        .setPort(api.getPort())
                        .setURI(request.uri()))
                .compose(passed -> send(request, passed))
                .onFailure(_ -> request.connection().close());
    }

    private static Future<Void> send(HttpServerRequest request, HttpClientRequest passed) {
        request.headers().forEach(passed.headers()::set);
        request.connection().closeHandler(_ -> passed.reset());
        return (hasBody(request) ? passed.send(request) : passed.send()).compose(answer -> {
            var response = request.response().setStatusCode(answer.statusCode());
            answer.headers().forEach(response.headers()::set);
            if (!answer.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
                response.setChunked(true);
            }
            return answer.pipeTo(response);
        });
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
