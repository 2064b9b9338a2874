package dev.handoff.kit.storage;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.handoff.task.TaskFailure;
import java.time.Duration;
import java.util.Optional;

/** Google's client for Cloud Storage, opened when the first object is asked for: most setups never need it. */
final class CloudClient {

    private static final int MAX_ATTEMPTS = 6;

    private final GoogleLogin login;
    private final Optional<String> emulator;
    private final Duration firstPause;
    private Storage client;

    /**
     * @param emulator the address of a stand-in for the service, which wants no credentials
     * @param firstPause how long to wait before what failed is tried again; every further pause is twice as long
     */
    CloudClient(GoogleLogin login, Optional<String> emulator, Duration firstPause) {
        this.login = login;
        this.emulator = emulator;
        this.firstPause = firstPause;
    }

    /** @throws TaskFailure permanent, if there are no credentials */
    synchronized Storage get() throws TaskFailure {
        if (client == null) {
            client = open()
                    // Everything that is asked for here may be done twice; by itself the client would not repeat
                    // uploads.
                    .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy())
                    .setRetrySettings(retries())
                    .build()
                    .getService();
        }
        return client;
    }

    private RetrySettings retries() {
        return RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(firstPause)
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(firstPause.multipliedBy(1 << MAX_ATTEMPTS))
                .setMaxAttempts(MAX_ATTEMPTS)
                // Without end, or a long upload that breaks late would not be resumed.
                .setTotalTimeoutDuration(Duration.ZERO)
                .build();
    }

    private StorageOptions.Builder open() throws TaskFailure {
        if (emulator.isPresent()) {
            var address = emulator.get();
            return StorageOptions.newBuilder()
                    .setHost(address.contains("://") ? address : "http://" + address)
                    .setProjectId("emulated")
                    .setCredentials(NoCredentials.getInstance());
        }
        return StorageOptions.newBuilder().setCredentials(login.credentials("gs:// files"));
    }
}
