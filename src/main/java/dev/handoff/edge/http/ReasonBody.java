package dev.handoff.edge.http;

import java.util.Optional;
import java.util.regex.Pattern;

/** The body of a request that may say why. */
record ReasonBody(Optional<String> reason) {

    private static final Pattern REASON = Pattern.compile("\\P{Cntrl}{1,500}");

    /**
     * Why, if that was said.
     *
     * @param body null if there is none
     */
    static Optional<String> of(ReasonBody body) {
        var reason = Optional.ofNullable(body).flatMap(ReasonBody::reason);
        if (reason.filter(text -> !REASON.matcher(text).matches()).isPresent()) {
            throw new BadRequest("/reason", "must have 1 to 500 characters, none of them a control character");
        }
        return reason;
    }

    /** The same, for those that have to tell something. */
    static String text(ReasonBody body) {
        return of(body).orElse("asked for through the API");
    }
}
