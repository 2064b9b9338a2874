package dev.handoff.edge.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.domain.transcribe.Transcribe;
import dev.handoff.domain.transcribe.TranscribeInput;
import dev.handoff.kit.storage.CloudStorage;
import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.FileName.CloudObject;
import dev.handoff.kit.storage.Storage;
import dev.handoff.task.Invalid;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Has recordings transcribed that were uploaded to a bucket. */
@Singleton
final class Uploads {

    /** Of the formats that recordings are read in. */
    private static final Set<String> RECORDINGS = Set.of(
            "3g2", "3gp", "3gpp", "aac", "adts", "aif", "aifc", "aiff", "amr", "asf", "awb", "bwf", "f4a", "f4v",
            "flac", "m4a", "m4b", "m4r", "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg",
            "ogv", "ogx", "opus", "qt", "rf64", "spx", "wav", "wave", "weba", "webm", "wma", "wmv");

    private static final Pattern SOUND = Pattern.compile("(?i)\\s*(audio|video)/.+|\\s*application/(ogg|mp4)\\b.*");

    /** They name recordings, or tell how to play one, and have no sound. */
    private static final Pattern SCORES = Pattern.compile("(?i).*/(x-)?(mpegurl|scpls|midi?|ms-wax|ms-asx)\\b.*");

    private final List<String> inputs;
    private final Storage storage;
    private final ObjectMapper json;

    Uploads(TriggerConfig config, Storage storage, ObjectMapper json) {
        this.inputs =
                config.input().orElse(Set.of()).stream().map(Uploads::folder).toList();
        this.storage = storage;
        this.json = json;
    }

    /** With a slash at its end, so that {@code gs://talks/new} is not taken for {@code gs://talks/newer}. */
    private static String folder(String place) {
        return place.replaceFirst("/+$", "") + "/";
    }

    void check(@Observes StartupEvent starting) {
        for (var input : inputs) {
            refuseUnlessReadable(input);
            if (isOutput(input)) {
                throw new ConfigurationException("HANDOFF_INPUT is " + input + " and lies in HANDOFF_OUTPUT, "
                        + storage.outputs() + ", whose files are never transcribed; set one of them to another place");
            }
        }
    }

    private void refuseUnlessReadable(String input) {
        try {
            if (storage.check(input + "file") instanceof CloudObject) {
                return;
            }
        } catch (Invalid e) {
            throw new ConfigurationException("HANDOFF_INPUT is " + input + ", and a file in it "
                    + e.violations().getFirst().message());
        }
        throw new ConfigurationException("HANDOFF_INPUT must look like gs://bucket/folder, was " + input);
    }

    Ask read(JsonNode object) {
        var bucket = object.path("bucket").textValue();
        var name = object.path("name").textValue();
        if (bucket == null || name == null) {
            throw new UnusableEvent("the event of an upload must have the texts bucket and name in its data");
        }
        if (inputs.isEmpty()) {
            throw new UnusableEvent(
                    "uploads come in, and HANDOFF_INPUT doesn't say which are to be transcribed; set it to "
                            + "gs://BUCKET or gs://BUCKET/FOLDER");
        }
        var file = FileName.SCHEME + bucket + "/" + name;
        if (inputs.stream().noneMatch(file::startsWith)) {
            return new Ask.Nothing(file + " is not in HANDOFF_INPUT, " + String.join(", ", inputs));
        }
        // The mark stays with a file that was copied, and with what an older release wrote to another place.
        if (isOutput(file) || object.path("metadata").has(CloudStorage.MADE)) {
            return new Ask.Nothing("a task made " + file);
        }
        var type = object.path("contentType").asText();
        if (!isRecording(name, type)) {
            return new Ask.Nothing(file + " has no extension of a recording, and its content type is "
                    + (type.isEmpty() ? "not given" : type + ", not a recording's"));
        }
        return transcribe(file, json.valueToTree(input(file, object.path("metadata"))));
    }

    /** A bucket may hold names that nothing here opens, and who uploads has no answer but the dead task. */
    private Ask transcribe(String file, JsonNode input) {
        try {
            storage.check(file);
            return new Ask.Run(Transcribe.TRANSCRIBE.name(), input);
        } catch (Invalid refused) {
            return new Ask.Broken(
                    Transcribe.TRANSCRIBE.name(),
                    input,
                    "the name of the uploaded object, /filename, "
                            + refused.violations().getFirst().message()
                            + "; copy the object to another name, which is an upload of its own");
        }
    }

    /** @param metadata what the uploader has noted with the object; both spellings are usual there */
    private static TranscribeInput input(String file, JsonNode metadata) {
        var user = metadata.path(metadata.has("user-id") ? "user-id" : "user_id");
        return new TranscribeInput(
                file, user.textValue(), metadata.path("language").textValue());
    }

    private boolean isOutput(String file) {
        return file.startsWith(storage.outputs() + "/");
    }

    /** The content type is what the uploader says, and often application/octet-stream. */
    private static boolean isRecording(String name, String type) {
        return RECORDINGS.contains(extension(name))
                || !name.endsWith("/")
                        && SOUND.matcher(type).matches()
                        && !SCORES.matcher(type).matches();
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
