package dev.handoff.engine.dispatch.cloudtasks;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.cloud.tasks.v2.CloudTasksClient;
import com.google.cloud.tasks.v2.CloudTasksSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;

/** Google's client over gRPC, for the service itself or for an emulator. */
@ApplicationScoped
class GoogleClients implements Clients {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(1);

    private final CloudTasksConfig config;

    GoogleClients(CloudTasksConfig config) {
        this.config = config;
    }

    @Override
    public CloudTasksClient open() throws IOException {
        var settings = CloudTasksSettings.newBuilder();
        if (config.emulatorHost().isPresent()) {
            settings.setCredentialsProvider(NoCredentialsProvider.create())
                    .setTransportChannelProvider(CloudTasksSettings.defaultGrpcTransportProviderBuilder()
                            .setEndpoint(config.emulatorHost().get())
                            .setChannelConfigurator(channel -> channel.usePlaintext())
                            .build());
        }
        // Not by default, because a Cloud Task without a name would be created twice.
        settings.createTaskSettings()
                .setRetryableCodes(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED)
                .setRetrySettings(retries());
        settings.getTaskSettings()
                .setRetryableCodes(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED)
                .setRetrySettings(retries());
        return CloudTasksClient.create(settings.build());
    }

    private RetrySettings retries() {
        var once = config.timeout().dividedBy(3);
        return RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(FIRST_PAUSE)
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(MAX_PAUSE)
                .setInitialRpcTimeoutDuration(once)
                .setMaxRpcTimeoutDuration(once)
                .setTotalTimeoutDuration(config.timeout())
                .build();
    }
}
