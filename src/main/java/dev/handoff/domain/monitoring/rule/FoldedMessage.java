package dev.handoff.domain.monitoring.rule;

import dev.handoff.event.Scans.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message in the forms in which it is compared with rules.
 *
 * @param plain the text, by {@link Folding#plain}
 * @param words of the text, by {@link Folding#words}
 * @param hosts of its links
 * @param errors what could not be read
 */
record FoldedMessage(String plain, String words, List<String> hosts, List<String> errors) {

    static FoldedMessage of(Message message) {
        var plain = Folding.plain(message.content());
        var links = new ArrayList<>(Hosts.links(plain));
        links.addAll(Optional.ofNullable(message.links()).orElse(List.of()));
        var hosts = new ArrayList<String>();
        var errors = new ArrayList<String>();
        for (var link : links) {
            try {
                hosts.add(Hosts.of(link));
            } catch (IllegalArgumentException unreadable) {
                errors.add("a link leads nowhere: " + unreadable.getMessage());
            }
        }
        return new FoldedMessage(plain, Folding.words(plain), hosts, errors);
    }
}
