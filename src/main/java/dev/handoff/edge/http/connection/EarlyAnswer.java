package dev.handoff.edge.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Answers over HTTP/1 to what never became a request. Vert.x and Quarkus refuse a first line or a header that is malformed or
 * too long by a status alone, before any handler; and nobody else answers like that.
 */
final class EarlyAnswer {

    private static final Pattern BARE = Pattern.compile("HTT\\S+ (400|404|414|431|501) [^\\r\\n]*\\r\\n"
            + "(?:connection: [a-z-]+\\r\\n)?(?:content-length: 0\\r\\n)?(?:connection: [a-z-]+\\r\\n)?\\r\\n");

    private static final String END_OF_HEAD = "\r\n\r\n";

    private static final int MAX_BARE_LENGTH = 120;

    private final RequestLimits limits;

    EarlyAnswer(RequestLimits limits) {
        this.limits = limits;
    }

    /** The whole answer, with which the connection ends. */
    static ByteBuf of(EarlyProblem problem) {
        return Unpooled.wrappedBuffer(head(problem), problem.document());
    }

    private static byte[] head(EarlyProblem problem) {
        return ("HTTP/1.1 " + problem.status() + "\r\nContent-Type: " + EarlyProblem.MEDIA_TYPE
                        + "\r\nConnection: close\r\nContent-Length: " + problem.document().length + END_OF_HEAD)
                .getBytes(StandardCharsets.US_ASCII);
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
        var problem = problem(bare.group(1));
        return Optional.of(headAlone ? Unpooled.wrappedBuffer(head(problem)) : of(problem));
    }

    private EarlyProblem problem(String status) {
        return switch (status) {
            // What Vert.x says to a version that it doesn't know.
            case "501" -> EarlyProblem.UNKNOWN_VERSION;
            case "414" -> limits.pathTooLong();
            case "431" -> limits.headersTooLong();
            case "404" -> EarlyProblem.NOWHERE;
            default -> EarlyProblem.MALFORMED;
        };
    }
}
