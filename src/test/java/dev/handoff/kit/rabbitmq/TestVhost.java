package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import java.util.Map;

/** A vhost of a broker for tests. */
public final class TestVhost implements AutoCloseable {

    private final String name;
    private final Node node;

    TestVhost(String name, Node node) {
        this.name = name;
        this.node = node;
    }

    public String name() {
        return name;
    }

    /** The broker's. */
    public int port() {
        return node.port();
    }

    /** With user and password. */
    public String uri() {
        return "amqp://%s:%s@127.0.0.1:%d/%s".formatted(Node.USER, node.password(), node.port(), name);
    }

    /** Environment variables for Handoff to use it. */
    public Map<String, String> variables() {
        return variables(node.port());
    }

    /** The same by way of another port, where something stands between. */
    public Map<String, String> variables(int port) {
        return Map.of(
                "MQ_HOST",
                "127.0.0.1",
                "MQ_PORT",
                Integer.toString(port),
                "MQ_USER",
                Node.USER,
                "MQ_PASSWORD",
                node.password(),
                "MQ_VHOST",
                name);
    }

    /** For the plain client. */
    public ConnectionFactory factory() {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(node.port());
        factory.setUsername(Node.USER);
        factory.setPassword(node.password());
        factory.setVirtualHost(name);
        return factory;
    }

    /** Runs a command of {@code rabbitmqctl} about this vhost, such as {@code list_queues name messages}. */
    public String ctl(String command, String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = command;
        all[1] = "-p";
        all[2] = name;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return node.ctl(all);
    }

    /** Removes it with all that is in it, and closes its connections. */
    @Override
    public void close() {
        node.does("rabbit_vhost:delete(<<\"%s\">>, <<\"%s\">>)".formatted(name, Node.USER));
    }
}
