package dev.handoff.edge.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.json.JsonFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A task's input, as it comes from the command line. */
final class Input {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Input() {}

    /** @param source where the text is from, for the message */
    static ObjectNode parse(String text, String source) {
        try {
            return parse(text.getBytes(StandardCharsets.UTF_8), source);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    // Jackson skips the mark that editors and shells of Windows begin a file with, but only in bytes.
    private static ObjectNode parse(byte[] text, String source) throws IOException {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
            throw Refused.usage(source + " must be a JSON object such as {\"text\":\"hello\"}");
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw Refused.usage(source + " is no JSON at line " + place.getLineNr() + ", column " + place.getColumnNr()
                    + ": " + JsonFault.reason(e));
        }
    }

    /** What is given with {@code --input}: the input itself, or {@code @} and the name of a file. */
    static ObjectNode given(String option) {
        return option.startsWith("@") ? read(option.substring(1)) : parse(option, "--input");
    }

    /** Where the file is that is named in {@code --input}; otherwise where the command is given. */
    static Path folder(String option) {
        var here = Path.of("").toAbsolutePath();
        var parent = option.startsWith("@") ? Path.of(option.substring(1)).getParent() : null;
        return parent == null ? here : here.resolve(parent);
    }

    /** @param name a file's, or {@code -} for stdin */
    static ObjectNode read(String name) {
        try {
            return name.equals("-")
                    ? parse(System.in.readAllBytes(), "stdin")
                    : parse(Files.readAllBytes(Path.of(name)), name);
        } catch (IOException e) {
            throw Refused.usage("can't read " + name + ": " + e);
        }
    }
}
