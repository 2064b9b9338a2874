package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.ErrorAnswer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a server wants to be told two things that are not the same everywhere.
 *
 * @param json whether JSON is asked for by {@code response_format}; the words of the conversation ask for it anyway
 * @param limit the name of the most tokens
 */
record Dialect(boolean json, Limit limit) {

    private static final Pattern FORMAT =
            Pattern.compile("(?i)response_?format|json[_ ](object|mode|schema)|structured.output|grammar");
    private static final Pattern TOKENS = Pattern.compile("(?i)max_?(completion_?|output_?|new_?)?tokens");
    private static final Pattern UNNAMED =
            Pattern.compile("(?i)(extra|additional|unknown|unrecogni[sz]ed|unsupported|unexpected|not support)"
                    + ".{0,40}(input|param|argument|field|propert|option)");
    private static final Set<Integer> OTHER_REASONS = Set.of(401, 402, 403, 408, 409, 425, 429, 502, 503, 504);

    /** OpenAI's newer models refuse the older name, and other servers know no other. */
    enum Limit {
        COMPLETION_TOKENS,
        TOKENS
    }

    /**
     * What to try after a refusal that names one of the two, or a field of the request without its name.
     *
     * @return empty if the refusal has another reason
     */
    Optional<Dialect> after(Exception failure) {
        return ErrorAnswer.behind(failure)
                .filter(answer -> !OTHER_REASONS.contains(answer.status()))
                .flatMap(answer -> after(answer.body()));
    }

    private Optional<Dialect> after(String refusal) {
        boolean format = FORMAT.matcher(refusal).find();
        boolean tokens = TOKENS.matcher(refusal).find();
        if (format || tokens) {
            return Optional.of(new Dialect(json && !format, tokens ? other() : limit));
        }
        return UNNAMED.matcher(refusal).find() ? Optional.of(new Dialect(false, Limit.TOKENS)) : Optional.empty();
    }

    private Limit other() {
        return limit == Limit.TOKENS ? Limit.COMPLETION_TOKENS : Limit.TOKENS;
    }
}
