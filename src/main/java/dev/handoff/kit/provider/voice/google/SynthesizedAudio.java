package dev.handoff.kit.provider.voice.google;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The answer's sound, taken out without holding it in memory. */
final class SynthesizedAudio {

    private static final String FIELD = "audioContent";
    private static final JsonFactory JSON = new JsonFactory();

    private SynthesizedAudio() {}

    /**
     * Writes what {@code audioContent} holds.
     *
     * @throws TaskFailure permanent if the answer has no such field
     * @throws IOException if the answer is broken, or its sound is empty
     */
    static void unpack(Path answer, Path target) throws TaskFailure, IOException {
        // A parser of a file would read whole strings; one of a stream decodes as it goes.
        try (var in = Files.newInputStream(answer);
                var parser = JSON.createParser(in);
                var out = Files.newOutputStream(target)) {
            if (!find(parser)) {
                throw TaskFailure.permanent("Google Text-to-Speech answered without sound, there is no " + FIELD);
            }
            if (parser.readBinaryValue(out) == 0) {
                throw new IOException("Google Text-to-Speech answered with nothing");
            }
        } catch (StreamReadException quotesTheAnswer) {
            throw new IOException("Google Text-to-Speech answered with JSON that is broken at byte "
                    + quotesTheAnswer.getLocation().getByteOffset());
        } catch (IllegalArgumentException e) {
            throw new IOException("Google Text-to-Speech answered with sound that is no Base64: " + e.getMessage(), e);
        }
    }

    private static boolean find(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            if (name.equals(FIELD) && isText) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
