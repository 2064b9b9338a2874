package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.handoff.kit.thread.Coalescer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the broker is told about the messages of one channel. Acknowledgements that come while others are being written are
 * written together. One frame is enough for those without an unanswered message between them.
 */
final class Answers {

    private final Channel channel;
    private final SortedSet<Long> unanswered = new TreeSet<>();
    private final SortedSet<Long> done = new TreeSet<>();
    private final Coalescer writer = new Coalescer("rabbitmq-ack", this::write);

    Answers(Channel channel) {
        this.channel = channel;
    }

    /** A message has come in. */
    synchronized void expect(long tag) {
        unanswered.add(tag);
    }

    /** Soon, on another thread. */
    void ack(long tag) {
        synchronized (this) {
            unanswered.remove(tag);
            done.add(tag);
        }
        // A channel that is closed stays so, and the broker has taken its messages back.
        if (channel.isOpen()) {
            writer.call();
        }
    }

    /** At once. */
    void requeue(long tag) {
        try {
            channel.basicReject(tag, true);
        } catch (IOException | AlreadyClosedException lost) {
            // With its channel the broker has taken the message back; it brings it again.
        }
        // Not before, or else an acknowledgement of all up to a later one might overtake it.
        synchronized (this) {
            unanswered.remove(tag);
        }
    }

    private void write() {
        try {
            for (var ack : next()) {
                channel.basicAck(ack.tag(), ack.andAllBefore());
            }
        } catch (IOException | AlreadyClosedException lost) {
            // The broker brings the messages again.
        }
    }

    private record Ack(long tag, boolean andAllBefore) {}

    private synchronized List<Ack> next() {
        var acks = new ArrayList<Ack>();
        var upToFirstUnanswered = unanswered.isEmpty() ? done : done.headSet(unanswered.first());
        if (!upToFirstUnanswered.isEmpty()) {
            acks.add(new Ack(upToFirstUnanswered.last(), true));
            upToFirstUnanswered.clear();
        }
        done.forEach(tag -> acks.add(new Ack(tag, false)));
        done.clear();
        return acks;
    }
}
