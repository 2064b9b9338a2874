package dev.handoff.kit.provider.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a model says, in which an object may be wrapped in thoughts, fences and courtesies. */
final class ReplyText {

    private static final Pattern THOUGHTS =
            Pattern.compile("(?i)[<\\[◁](/?)(?:think|thinking|thought|thoughts|reasoning|reflection|analysis)[>\\]▷]");
    private static final Pattern FENCE_OR_SPACE = Pattern.compile("[\\s`]*");
    // Small models end lists with a comma.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

    private final String said;
    // What begins like a thought and never ends.
    private final String openThoughts;

    ReplyText(String text) {
        var outside = new StringBuilder();
        boolean json = isJson(text);
        int depth = 0;
        int from = 0;
        var tags = THOUGHTS.matcher(text);
        while (!json && tags.find()) {
            if (tags.group(1).isEmpty()) {
                if (depth++ == 0) {
                    outside.append(text, from, tags.start());
                }
            } else {
                // Where the prompt has opened the thoughts already, all before their end belongs to them.
                if (depth == 0) {
                    outside.setLength(0);
                }
                depth = Math.max(0, depth - 1);
            }
            from = tags.end();
        }
        said = depth == 0 ? outside.append(text.substring(from)).toString() : outside.toString();
        openThoughts = depth == 0 ? "" : text.substring(from);
    }

    /** Whether there is nothing but thoughts. */
    boolean isBlank() {
        return said.isBlank() && objects().isEmpty();
    }

    /** The objects outside of thoughts, in their order. One that ends thoughts without an end is outside of them. */
    List<JsonNode> objects() {
        var objects = objects(said, false);
        return objects.isEmpty() ? objects(openThoughts, true) : objects;
    }

    private static List<JsonNode> objects(String text, boolean onlyAtTheEnd) {
        var objects = new ArrayList<JsonNode>();
        var characters = text.toCharArray();
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
            try (var parser = JSON.createParser(characters, at, characters.length - at)) {
                JsonNode object = JSON.readTree(parser);
                at += (int) parser.currentLocation().getCharOffset();
                if (!onlyAtTheEnd || FENCE_OR_SPACE.matcher(text.substring(at)).matches()) {
                    objects.add(object);
                }
            } catch (IOException noObject) {
                at++;
            }
        }
        return objects;
    }

    /** Whose texts may hold anything. */
    private static boolean isJson(String text) {
        try {
            JSON.readerFor(JsonNode.class)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
