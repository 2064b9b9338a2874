package dev.handoff.tool.emulator.cloudtasks;

import dev.handoff.tool.emulator.Emulator;
import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.EmulatorStarter;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServiceBridge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/** Puts the parts together; {@link java.util.ServiceLoader} finds it. */
public final class CloudTasksStarter implements EmulatorStarter {

    /** What gRPC takes by default; Vert.x by itself would refuse tasks of the size that the service allows. */
    private static final long MAX_MESSAGE_BYTES = 4L * 1024 * 1024;

    @Override
    public Emulator start(EmulatorOptions options) {
        // One thread does everything, so nothing that only it touches needs a lock.
        var vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            return start(vertx, options);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    private static Emulator start(Vertx vertx, EmulatorOptions options) {
        var server = vertx.createHttpServer();
        var mischief = new Mischief(options.faults());
        var ledger = new Ledger();
        server.requestHandler(frontDoor(vertx, server, options, mischief, ledger));
        try {
            server.listen(options.port(), options.host())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            var place = options.host() + ":" + options.port();
            throw new UncheckedIOException(new IOException(
                    "can't listen at " + place + ": " + e.getCause().getMessage(), e));
        }
        return new CloudTasksEmulator(vertx, address(options, server), server.actualPort(), mischief, ledger);
    }

    private static Handler<HttpServerRequest> frontDoor(
            Vertx vertx, HttpServer server, EmulatorOptions options, Mischief mischief, Ledger ledger) {
        var timeline = new EventLoopTimeline(vertx);
        var mint = new TokenMint(() -> address(options, server), timeline, mischief);
        var pusher = new Pusher(new HttpCourier(vertx, timeline, mint), mischief, ledger, timeline);
        var queues = new Queues(timeline, mischief, pusher, options.createQueues());
        for (var name : options.queues()) {
            create(queues, name);
        }
        var onQueues = new QueueOperations(queues);
        var onTasks = new TaskOperations(queues, timeline, mischief);
        var grpc = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(MAX_MESSAGE_BYTES));
        GrpcServiceBridge.bridge(new GrpcFace(onQueues, onTasks)).bind(grpc);
        return new FrontDoor(grpc, new RestFace(onQueues, onTasks), mint, new Overview(queues, ledger, mischief));
    }

    private static void create(Queues queues, String name) {
        try {
            queues.create(QueueName.parse(name), QueueSettings.usual());
        } catch (ApiError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String address(EmulatorOptions options, HttpServer server) {
        return "http://" + options.host() + ":" + server.actualPort();
    }
}
