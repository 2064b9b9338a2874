package dev.handoff.domain.monitoring.rule;

import dev.handoff.event.Scans.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A message in the forms in which it is compared with rules.
 *
 * @param content the text, as it was written, for as long as the comparison may take
 * @param plain the text, by {@link Folding#plain}, for as long as that
 * @param words of the text, by {@link Folding#words}
 * @param vocabulary each of these words
 * @param hosts of its links
 * @param errors what could not be read
 */
record FoldedMessage(
        TimedText content,
        TimedText plain,
        String words,
        Set<String> vocabulary,
        Set<String> hosts,
        List<String> errors) {

    /** What stands around a link and can't be part of it. */
    private static final Pattern GLUED = Pattern.compile("^[<\"|(]+|[>\"|)]+$");

    /** @param longest how long the message may be compared */
    static FoldedMessage of(Message message, Duration longest) {
        var plain = Folding.plain(message.content());
        var words = Folding.words(plain);
        var hosts = Links.hosts(message.content());
        hosts.addAll(Links.hosts(Folding.link(message.content())));
        var errors = new ArrayList<String>();
        for (var link : Optional.ofNullable(message.links()).orElse(List.of())) {
            var folded = Folding.link(link);
            hosts.addAll(Links.hosts(folded));
            try {
                hosts.add(Hosts.of(GLUED.matcher(folded).replaceAll("")));
            } catch (IllegalArgumentException unreadable) {
                errors.add("a link leads nowhere: " + unreadable.getMessage());
            }
        }
        return new FoldedMessage(
                new TimedText(message.content(), longest),
                new TimedText(plain, longest),
                words,
                new HashSet<>(List.of(words.strip().split(" "))),
                hosts,
                errors);
    }
}
