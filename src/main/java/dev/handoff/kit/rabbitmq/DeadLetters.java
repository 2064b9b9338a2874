package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.GetResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Messages that could not be used, for people who look for what went wrong and mend it. */
@ApplicationScoped
public class DeadLetters {

    /** By the broker, for one because it brought a message too often. */
    private static final String BY_THE_BROKER = "given up by the broker";

    /** Which replay brought a message last. */
    private static final String REPLAY = "x-handoff-replay";

    private final RabbitMq broker;

    DeadLetters(RabbitMq broker) {
        this.broker = broker;
    }

    /**
     * Some dead letters of a queue, the oldest first, which stay where they are.
     *
     * @param skipped how many of the oldest are left out
     * @param shown what is kept of each; the whole of all of them may take much memory
     * @throws RabbitMqFailed if the broker doesn't answer
     */
    public <T> List<T> list(Queue queue, int skipped, int limit, Function<DeadLetter, T> shown) {
        if (broker.depth(queue.dead()).isEmpty()) {
            return List.of();
        }
        // They go back to their places when the channel is closed.
        return broker.on("reading " + queue.dead().name(), channel -> {
            var letters = new ArrayList<T>();
            for (int place = 0; letters.size() < limit; place++) {
                var got = channel.basicGet(queue.dead().name(), false);
                if (got == null) {
                    break;
                }
                if (place >= skipped) {
                    letters.add(shown.apply(letter(queue, got)));
                }
            }
            return letters;
        });
    }

    /**
     * Sends dead letters back to the queue that they came from, as if they had never been there.
     *
     * @return how many
     * @throws RabbitMqFailed if the broker doesn't answer; some may have gone back
     */
    public int replay(Queue queue, int limit) {
        if (broker.depth(queue.dead()).isEmpty()) {
            return 0;
        }
        var replay = UUID.randomUUID().toString();
        return broker.on("replaying " + queue.dead().name(), channel -> {
            int replayed = 0;
            while (replayed < limit) {
                var got = channel.basicGet(queue.dead().name(), false);
                if (got == null) {
                    break;
                }
                var message = letter(queue, got).message();
                if (replay.equals(message.headers().get(REPLAY))) {
                    // It is back already, behind all those that were there.
                    break;
                }
                broker.publish(new Destination.ToQueue(queue), message.anew().with(REPLAY, replay));
                channel.basicAck(got.getEnvelope().getDeliveryTag(), false);
                replayed++;
            }
            return replayed;
        });
    }

    /** Forgets all dead letters of a queue, and tells how many there were. */
    public int purge(Queue queue) {
        if (broker.depth(queue.dead()).isEmpty()) {
            return 0;
        }
        return broker.on(
                "purging " + queue.dead().name(),
                channel -> channel.queuePurge(queue.dead().name()).getMessageCount());
    }

    private static DeadLetter letter(Queue queue, GetResponse got) {
        var message = AmqpMessage.of(got.getProps(), got.getBody());
        return new DeadLetter(queue.name(), message.headers().getOrDefault(DeadLetter.REASON, BY_THE_BROKER), message);
    }
}
