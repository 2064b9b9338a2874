import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.ConnectionFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The broker alone: one side publishes events on a topic exchange, the other has a queue of its own and acknowledges what
 * it has handled. No Handoff runs; the exchange and the form of events are the same.
 *
 * <p>{@code MQ_HOST}, {@code MQ_PORT}, {@code MQ_USER}, {@code MQ_PASSWORD} and {@code MQ_VHOST} say where the broker is.
 */
public class BrokerAlone {

    private static final String EXCHANGE = "airy.events";
    private static final int EVENTS = 3;

    public static void main(String[] arguments) throws Exception {
        var handled = new CountDownLatch(EVENTS);
        try (var connection = broker().newConnection();
                var channel = connection.createChannel()) {
            channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, true);
            var queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, EXCHANGE, "example.#");
            channel.basicConsume(
                    queue,
                    false,
                    (_, delivery) -> {
                        System.out.println("heard of " + delivery.getEnvelope().getRoutingKey());
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                        handled.countDown();
                    },
                    _ -> {});
            try (var publisher = connection.createChannel()) {
                publisher.confirmSelect();
                for (int i = 1; i <= EVENTS; i++) {
                    publisher.basicPublish(EXCHANGE, "example.happened", cloudEvent(), event(i));
                }
                // What the broker has not confirmed counts as not published.
                publisher.waitForConfirmsOrDie(10_000);
            }
            System.exit(handled.await(10, TimeUnit.SECONDS) ? 0 : 1);
        }
    }

    private static BasicProperties cloudEvent() {
        return new BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .deliveryMode(2)
                .build();
    }

    private static byte[] event(int number) {
        return """
                {"specversion": "1.0", "id": "%d", "source": "/examples", "type": "example.happened", "data": {"number": %1$d}}
                """.formatted(number).getBytes(StandardCharsets.UTF_8);
    }

    private static ConnectionFactory broker() {
        var environment = System.getenv();
        var factory = new ConnectionFactory();
        factory.setHost(environment.getOrDefault("MQ_HOST", "localhost"));
        factory.setPort(Integer.parseInt(environment.getOrDefault("MQ_PORT", "5672")));
        factory.setUsername(environment.getOrDefault("MQ_USER", "guest"));
        factory.setPassword(environment.getOrDefault("MQ_PASSWORD", "guest"));
        factory.setVirtualHost(environment.getOrDefault("MQ_VHOST", "/"));
        return factory;
    }
}
