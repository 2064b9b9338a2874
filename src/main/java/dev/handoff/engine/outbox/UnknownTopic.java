package dev.handoff.engine.outbox;

import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import java.util.stream.Collectors;

/** There is no topic of this name, or not in this version. */
public final class UnknownTopic extends RuntimeException {

    public UnknownTopic(String topic) {
        super("unknown topic " + topic + "; known are "
                + Topics.all().stream().map(Topic::name).distinct().collect(Collectors.joining(", ")));
    }

    public UnknownTopic(String topic, int version) {
        super("there is no version " + version + " of topic " + topic);
    }
}
