package dev.handoff.kit.nats;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;

/**
 * A stream on the servers' disks.
 *
 * @param subjects whose messages it keeps, such as {@code handoff.*}
 * @param keeping which messages it keeps: with {@code WorkQueue} until they are acknowledged
 * @param replicas how many servers of the cluster have it, 1 to 5
 */
public record WorkStream(String name, String subjects, RetentionPolicy keeping, int replicas) {

    private static final int NOT_FOUND = 404;

    /** Makes it if it isn't there. One that is stays as its operator wants it. */
    void declare(JetStreamManagement management) throws IOException, JetStreamApiException {
        try {
            management.getStreamInfo(name);
        } catch (JetStreamApiException missing) {
            if (missing.getErrorCode() != NOT_FOUND) {
                throw missing;
            }
            management.addStream(StreamConfiguration.builder()
                    .name(name)
                    .subjects(subjects)
                    .retentionPolicy(keeping)
                    .storageType(StorageType.File)
                    .replicas(replicas)
                    .build());
        }
    }
}
