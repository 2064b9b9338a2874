package dev.handoff.domain.speaking;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The keys of impressions in Redis: those that others count in, and what such a one is called once it is being moved. */
@Singleton
class ImpressionKeys {

    private static final String PLACE = "{resource_id}";

    /** Begins the key of a batch; an id and the resource's follow. */
    private static final String BATCH = "handoff-batch:";

    private static final Pattern ID = Pattern.compile(Resource.ID);
    private static final int LENGTH_OF_ID = 36;

    private final String prefix;

    ImpressionKeys(ImpressionConfig config) {
        this.prefix = config.key().replace(PLACE, "");
        if (!config.key().equals(prefix + PLACE) || prefix.isBlank() || prefix.startsWith(BATCH)) {
            throw new ConfigurationException("HANDOFF_IMPRESSIONS_KEY must be a prefix of its own and " + PLACE
                    + ", such as impressions:" + PLACE + ", was " + config.key());
        }
    }

    /** Makes it at the start, so that a faulty setting is told there. */
    void check(@Observes StartupEvent starting) {}

    /** What finds the keys that others count in. */
    String counted() {
        return prefix.replaceAll("[*?\\[\\]\\\\^]", "\\\\$0") + "*";
    }

    /** What finds the keys of batches. */
    String batches() {
        return BATCH + "*";
    }

    /** A key that no other has, for a hash that others have counted in; empty if its resource has no id. */
    Optional<String> batch(String key) {
        var resource = key.substring(prefix.length());
        return ID.matcher(resource).matches()
                ? Optional.of(BATCH + UUID.randomUUID() + ":" + resource)
                : Optional.empty();
    }

    /** The resource of a batch's key. */
    String resource(String batch) {
        return batch.substring(BATCH.length() + LENGTH_OF_ID + 1);
    }
}
