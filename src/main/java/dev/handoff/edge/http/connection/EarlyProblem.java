package dev.handoff.edge.http.connection;

import java.nio.charset.StandardCharsets;

/**
 * What is wrong with something that never became a request, as a problem document.
 *
 * @param status with its reason, such as {@code 414 URI Too Long}
 * @param type what the type's address ends in
 */
record EarlyProblem(String status, String type, String title, String detail) {

    static final String MEDIA_TYPE = "application/problem+json";

    static final EarlyProblem LATE = new EarlyProblem(
            "408 Request Timeout",
            "request-timeout",
            "The request takes too long",
            "send the header and the body of a request at once");

    static final EarlyProblem UNKNOWN_VERSION = new EarlyProblem(
            "505 HTTP Version Not Supported",
            "http-version-not-supported",
            "The version of HTTP is unknown",
            "versions are HTTP/1.0, HTTP/1.1 and HTTP/2");

    static final EarlyProblem MALFORMED = new EarlyProblem(
            "400 Bad Request",
            "malformed-request",
            "The request is malformed",
            "the first line, the name or value of a header, or Content-Length is not as HTTP wants it; in path and query two"
                    + " hexadecimal digits follow each %, and a backslash, a space and control characters are written as"
                    + " %5C, %20 and so on");

    static final EarlyProblem NOWHERE =
            new EarlyProblem("404 Not Found", "not-found", "There is nothing here", "a path begins with /");

    /** The number alone. */
    String code() {
        return status.substring(0, 3);
    }

    byte[] document() {
        return ("{\"type\":\"/problems/" + type + "\",\"title\":\"" + title + "\",\"status\":" + code()
                        + ",\"detail\":\"" + detail + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
