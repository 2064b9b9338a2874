package dev.handoff.kit.rabbitmq;

/**
 * A message that could not be used.
 *
 * @param queue where it came in
 * @param reason why it could not
 */
public record DeadLetter(String queue, String reason, AmqpMessage message) {

    static final String REASON = "x-handoff-reason";
    static final String QUEUE = "x-handoff-queue";
}
