package dev.handoff.edge.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The attributes of a CloudEvent in the headers of a request: percent-encoded, and perhaps between quotes. See section 3.1.3
 * of https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md.
 */
record EventHeaders(HttpHeaders headers) {

    static final String PREFIX = "ce-";

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** @throws BadRequest if it is absent, empty, malformed, or there more than once */
    String require(String attribute) {
        var name = PREFIX + attribute;
        var values = headers.getRequestHeader(name);
        if (values.size() != 1 || values.getFirst().isEmpty()) {
            throw new BadRequest(name, "must be given once, or the body be of type application/cloudevents+json");
        }
        return decoded(name, unquoted(values.getFirst()));
    }

    private static String unquoted(String value) {
        var quoted = QUOTED.matcher(value);
        return quoted.matches() ? quoted.group(1).replaceAll("\\\\(.)", "$1") : value;
    }

    /** One round, since what it yields may hold percent signs of its own. */
    private static String decoded(String name, String value) {
        var bytes = new ByteArrayOutputStream();
        try {
            for (int i = 0; i < value.length(); i++) {
                if (value.charAt(i) == '%') {
                    bytes.write(HexFormat.fromHexDigits(value, i + 1, i + 3));
                    i += 2;
                } else {
                    bytes.writeBytes(value.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
                }
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CharacterCodingException malformed) {
            throw new BadRequest(name, "must be percent-encoded UTF-8", value);
        }
    }
}
