package dev.handoff.edge.http.connection;

/**
 * How long what comes before a body may be.
 *
 * @param maxLine how many characters the first line of a request may have
 * @param maxHeaders how many bytes its headers may have in all
 */
record RequestLimits(int maxLine, long maxHeaders) {

    EarlyProblem pathTooLong() {
        return new EarlyProblem(
                "414 URI Too Long",
                "uri-too-long",
                "The address is too long",
                "the first line of a request, with method, path and query, may have " + maxLine
                        + " characters; quarkus.http.limits.max-initial-line-length raises the limit");
    }

    EarlyProblem headersTooLong() {
        return new EarlyProblem(
                "431 Request Header Fields Too Large",
                "headers-too-large",
                "The headers are too long",
                "the headers of a request may have " + maxHeaders
                        + " bytes in all; quarkus.http.limits.max-header-size raises the limit");
    }
}
