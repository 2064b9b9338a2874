package dev.handoff.tool.emulator;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.CloudTasksSettings;
import com.google.cloud.tasks.v2.HttpRequest;
import com.google.cloud.tasks.v2.Task;
import dev.handoff.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A running emulator, a target, and Google's client for Java. */
public final class Live implements AutoCloseable {

    public static final String LOCATION = "projects/p/locations/l";
    public static final String QUEUE = LOCATION + "/queues/q";

    public final Emulator emulator;
    public final LocalServer target;
    public final CloudTasksClient client;

    public Live(Function<LocalServer.Request, LocalServer.Answer> target) {
        this(EmulatorOptions.at("localhost", 0), target);
    }

    public Live(EmulatorOptions options, Function<LocalServer.Request, LocalServer.Answer> target) {
        this.emulator = start(options);
        this.target = new LocalServer(target);
        this.client = grpc(emulator);
    }

    public static Emulator start(EmulatorOptions options) {
        return ServiceLoader.load(EmulatorStarter.class)
                .findFirst()
                .orElseThrow()
                .start(options);
    }

    public static CloudTasksClient grpc(Emulator emulator) {
        try {
            return CloudTasksClient.create(CloudTasksSettings.newBuilder()
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    .setTransportChannelProvider(CloudTasksSettings.defaultGrpcTransportProviderBuilder()
                            .setEndpoint("localhost:" + emulator.port())
                            .setChannelConfigurator(channel -> channel.usePlaintext())
                            .build())
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static CloudTasksClient httpJson(Emulator emulator) {
        try {
            return CloudTasksClient.create(CloudTasksSettings.newHttpJsonBuilder()
                    .setCredentialsProvider(NoCredentialsProvider.create())
                    .setEndpoint(emulator.address())
                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a task that POSTs nothing to the target. */
    public Task.Builder task() {
        return Task.newBuilder().setHttpRequest(request());
    }

    public HttpRequest.Builder request() {
        return HttpRequest.newBuilder().setUrl(target.address() + "/work");
    }

    public HttpResponse<String> http(String method, String path, String body) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    java.net.http.HttpRequest.newBuilder(URI.create(emulator.address() + path))
                            .method(method, java.net.http.HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A target that has no objections. */
    public static LocalServer.Answer ok(LocalServer.Request request) {
        return LocalServer.Answer.json(200, "{}");
    }

    @Override
    public void close() {
        client.shutdownNow();
        try {
            client.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        target.close();
        emulator.close();
    }
}
