package dev.handoff.edge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers to what never became a request. Vert.x and Quarkus refuse a first line or a header that is malformed or too long by
 * a status alone, before any handler; and nobody else answers like that.
 *
 * @param maxLine how many characters the first line of a request may have
 * @param maxHeaders how many bytes its headers may have in all
 */
record EarlyAnswer(int maxLine, long maxHeaders) {

    private static final Pattern BARE = Pattern.compile("HTT\\S+ (400|404|414|431|501) [^\\r\\n]*\\r\\n"
            + "(?:connection: [a-z-]+\\r\\n)?(?:content-length: 0\\r\\n)?(?:connection: [a-z-]+\\r\\n)?\\r\\n");

    private static final String END_OF_HEAD = "\r\n\r\n";

    private static final int MAX_BARE_LENGTH = 120;

    private static final byte[] LATE = answer(
            "408 Request Timeout",
            "request-timeout",
            "The request takes too long",
            "send the header and the body of a request at once");

    private static final byte[] UNKNOWN_VERSION = answer(
            "505 HTTP Version Not Supported",
            "http-version-not-supported",
            "The version of HTTP is unknown",
            "versions are HTTP/1.0, HTTP/1.1 and HTTP/2");

    /** Of a request in a version of HTTP that nobody knows. */
    static ByteBuf unknownVersion() {
        return Unpooled.wrappedBuffer(UNKNOWN_VERSION);
    }

    /** Of a request that takes too long. */
    static ByteBuf late() {
        return Unpooled.wrappedBuffer(LATE);
    }

    /**
     * The same answer with a problem document; empty if these bytes are something else.
     *
     * @param headAlone whether the document is to be left out, as HEAD asks for
     */
    Optional<ByteBuf> inPlaceOf(ByteBuf bytes, boolean headAlone) {
        if (bytes.readableBytes() > MAX_BARE_LENGTH) {
            return Optional.empty();
        }
        var bare = BARE.matcher(bytes.toString(StandardCharsets.ISO_8859_1));
        if (!bare.matches()) {
            return Optional.empty();
        }
        var answer = Unpooled.wrappedBuffer(of(bare.group(1)));
        return Optional.of(headAlone ? answer.slice(0, endOfHead(answer)) : answer);
    }

    private static int endOfHead(ByteBuf answer) {
        return answer.toString(StandardCharsets.US_ASCII).indexOf(END_OF_HEAD) + END_OF_HEAD.length();
    }

    private byte[] of(String status) {
        return switch (status) {
            // What Vert.x says to a version that it doesn't know.
            case "501" -> UNKNOWN_VERSION;
            case "414" ->
                answer(
                        "414 URI Too Long",
                        "uri-too-long",
                        "The address is too long",
                        "the first line of a request, with method, path and query, may have " + maxLine
                                + " characters; quarkus.http.limits.max-initial-line-length raises the limit");
            case "431" ->
                answer(
                        "431 Request Header Fields Too Large",
                        "headers-too-large",
                        "The headers are too long",
                        "the headers of a request may have " + maxHeaders
                                + " bytes in all; quarkus.http.limits.max-header-size raises the limit");
            case "404" -> answer("404 Not Found", "not-found", "There is nothing here", "a path begins with /");
            default ->
                answer(
                        "400 Bad Request",
                        "malformed-request",
                        "The request is malformed",
                        "the first line, the name or value of a header, or Content-Length is not as HTTP wants it; in path"
                                + " and query two hexadecimal digits follow each %, and a backslash, a space and control"
                                + " characters are written as %5C, %20 and so on");
        };
    }

    private static byte[] answer(String status, String type, String title, String detail) {
        var body = "{\"type\":\"/problems/" + type + "\",\"title\":\"" + title + "\",\"status\":"
                + status.substring(0, 3) + ",\"detail\":\"" + detail + "\"}";
        return ("HTTP/1.1 " + status
                        + "\r\nContent-Type: application/problem+json\r\nConnection: close\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
