package dev.handoff.kit.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestBrokerTest {

    private static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum");

    @Test
    void keepsConfirmedMessagesWhenItIsKilled() throws Exception {
        try (var broker = TestBroker.start(Map.of())) {
            try (var connection = broker.factory().newConnection();
                    var channel = connection.createChannel()) {
                publish(channel, "kept");
            }

            broker.settle();
            broker.kill();
            assertThat(broker.isAlive()).isFalse();
            broker.restart();

            // The queue elects its leader anew, and refuses while it has none.
            var kept = await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> fetch(broker.vhost(), "kept"), Optional::isPresent);
            assertThat(kept).hasValue(1);
        }
    }

    @Test
    void takesSettingsAndCommandsAndPauses() throws Exception {
        try (var broker = TestBroker.start(Map.of("consumer_timeout", "4321"))) {
            assertThat(broker.ctl("environment")).contains("{consumer_timeout,4321}");

            pause(broker);

            broker.stopApp();
            assertThatThrownBy(() -> broker.factory().newConnection()).isInstanceOf(IOException.class);
            broker.startApp();

            broker.factory().newConnection().close();
        }
    }

    @Test
    void vhostsOfTheSharedOneDoNotMeet() throws Exception {
        try (var one = TestBroker.shared().freshVhost();
                var other = TestBroker.shared().freshVhost();
                var connection = one.factory().newConnection();
                var channel = connection.createChannel()) {
            publish(channel, "mine");

            assertThat(one.ctl("list_queues", "name").lines()).contains("mine");
            assertThat(other.ctl("list_queues", "name").lines()).doesNotContain("mine");
        }
    }

    /** It is silent until it resumes. */
    private static void pause(TestBroker broker) throws IOException {
        try (var socket = new Socket("127.0.0.1", broker.port())) {
            broker.pause();
            socket.setSoTimeout(1000);
            socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            broker.resume();

            assertThat(socket.getInputStream().read()).isOne();
        }
    }

    private static void publish(Channel channel, String queue) throws Exception {
        channel.confirmSelect();
        channel.queueDeclare(queue, true, false, false, QUORUM);
        channel.basicPublish("", queue, MessageProperties.PERSISTENT_BASIC, new byte[] {1});
        channel.waitForConfirmsOrDie(10_000);
    }

    // Counts of quorum queues lag behind; what is fetched has been agreed on.
    private static Optional<Integer> fetch(TestVhost vhost, String queue) throws Exception {
        try (var connection = vhost.factory().newConnection();
                var channel = connection.createChannel()) {
            return Optional.ofNullable(channel.basicGet(queue, true)).map(got -> (int) got.getBody()[0]);
        }
    }
}
