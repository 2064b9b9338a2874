package dev.handoff.domain.podcast.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.kit.json.JsonRules;
import dev.handoff.kit.storage.CloudStorage;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StorageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests of templates say over and over. */
final class Templating {

    static final ObjectMapper JSON = json();
    static final Segment MAIN = new Segment.Main(null, null, null, null);

    private Templating() {}

    private static ObjectMapper json() {
        var json = new ObjectMapper();
        new JsonRules().customize(json);
        return json;
    }

    /** That allows one bucket, {@code shows}. */
    static Storage storage() {
        var config = Settings.of(
                StorageConfig.class,
                Map.of("handoff.storage.folder", "target/test-data", "handoff.storage.buckets", "shows"));
        return new Storage(config, new CloudStorage(new GoogleLogin(), Optional.empty()));
    }

    static Template template(Segment... segments) {
        return new Template("weekly", null, null, null, null, List.of(segments), null);
    }

    static Segment.Speech speech(String text) {
        return new Segment.Speech(text, null, null, null, null, null);
    }

    static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
