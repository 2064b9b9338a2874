package dev.handoff.edge.live;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Lets this machine keep less of what a client doesn't read: without it a thousand of them take gigabytes. */
@Singleton
class SmallBuffers implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(32 * 1024);
    }
}
