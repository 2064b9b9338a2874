import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Both: a post is published at a server that has a broker. The broker brings the event to everyone who listens, this program
 * among them; the server's own subscribers turn it into tasks, and its pool runs them.
 *
 * <p>{@code HANDOFF_URL} says where the server is, and the {@code MQ_…} variables where the broker is.
 */
public class BrokerAndPool {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SERVER = System.getenv().getOrDefault("HANDOFF_URL", "http://localhost:8080");
    private static final String EXCHANGE = "airy.events";
    private static final String POST = """
            {"topic": "post.published", "data": {"post_id": "emma", "author_id": "jane", "title": "Emma"}}""";

    public static void main(String[] arguments) throws Exception {
        var heard = new CountDownLatch(1);
        try (var connection = broker().newConnection();
                var channel = connection.createChannel()) {
            var queue = channel.queueDeclare().getQueue();
            channel.queueBind(queue, EXCHANGE, "post.published");
            channel.basicConsume(queue, true, (_, _) -> heard.countDown(), _ -> {});

            call(HttpRequest.newBuilder(URI.create(SERVER + "/api/events"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(POST)));

            boolean all = heard.await(20, TimeUnit.SECONDS) && isIndexed();
            System.out.println(all ? "the event was heard of, and its task has run" : "something is missing");
            System.exit(all ? 0 : 1);
        }
    }

    private static boolean isIndexed() throws Exception {
        var indexed = HttpRequest.newBuilder(URI.create(SERVER + "/api/tasks?type=index-post&state=SUCCEEDED"));
        for (int i = 0; i < 20; i++) {
            if (call(indexed).contains("index-post")) {
                return true;
            }
            Thread.sleep(1_000);
        }
        return false;
    }

    private static String call(HttpRequest.Builder request) throws Exception {
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
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
