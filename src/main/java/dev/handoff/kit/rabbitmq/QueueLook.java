package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Optional;

/** Looks at a queue without touching it. */
final class QueueLook {

    private QueueLook() {}

    /** Empty if there is no such queue; the broker has closed the channel then. */
    static Optional<RabbitMq.Depth> depth(Channel channel, String queue) throws IOException {
        try {
            var found = channel.queueDeclarePassive(queue);
            return Optional.of(new RabbitMq.Depth(found.getMessageCount(), found.getConsumerCount()));
        } catch (IOException refused) {
            if (isNotFound(refused)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static boolean isNotFound(IOException refused) {
        return refused.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.NOT_FOUND;
    }
}
