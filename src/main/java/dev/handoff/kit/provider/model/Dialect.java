package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.ErrorAnswer;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a server wants to be told three things that are not the same everywhere.
 *
 * @param json whether JSON is asked for by {@code response_format}; the words of the conversation ask for it anyway
 * @param limit the name of the most tokens
 * @param system whether instructions have a role of their own, which some models don't know
 */
record Dialect(boolean json, Limit limit, boolean system) {

    private static final Pattern FORMAT =
            Pattern.compile("(?i)response_?format|json[_ ](object|mode|schema)|structured.output|grammar");
    private static final Pattern TOKENS = Pattern.compile("(?i)max_?(completion_?|output_?|new_?)?tokens");
    private static final Pattern ROLE = Pattern.compile(
            "(?i)system.{0,20}(role|message|prompt|instruction)|role.{0,20}system|roles? must alternate");
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
     * What to try after a refusal that names some of the three, or a field of the request without its name.
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
        boolean role = ROLE.matcher(refusal).find();
        if (format || tokens || role) {
            return Optional.of(new Dialect(json && !format, tokens ? other() : limit, system && !role));
        }
        return UNNAMED.matcher(refusal).find()
                ? Optional.of(new Dialect(false, Limit.TOKENS, system))
                : Optional.empty();
    }

    /** The conversation as the server knows it: instructions without a role stand before the first message. */
    List<ChatMessage> spoken(List<ChatMessage> conversation) {
        if (system || !(conversation.getFirst() instanceof SystemMessage instructions)) {
            return conversation;
        }
        var first = (UserMessage) conversation.get(1);
        var contents = new ArrayList<Content>();
        contents.add(TextContent.from(instructions.text()));
        contents.addAll(first.contents());
        var spoken = new ArrayList<ChatMessage>();
        spoken.add(UserMessage.from(contents));
        spoken.addAll(conversation.subList(2, conversation.size()));
        return spoken;
    }

    private Limit other() {
        return limit == Limit.TOKENS ? Limit.COMPLETION_TOKENS : Limit.TOKENS;
    }
}
