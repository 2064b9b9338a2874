package dev.handoff.kit.rabbitmq;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A broker that a URL names, as {@code amqp://user:password@host:5672/vhost}; for the rest it is used as the other one.
 *
 * @param rest what the URL doesn't tell
 */
record AmqpUrl(URI uri, RabbitMqConfig rest) implements RabbitMqConfig {

    private static final String FORM = "must look like amqp://user:password@host:5672/vhost or amqps://…";

    /** @throws IllegalArgumentException that says what is wrong, without the password */
    static AmqpUrl parse(String text, RabbitMqConfig rest) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException unreadable) {
            // Its message has the whole text, and the password in it.
            throw new IllegalArgumentException(
                    FORM + "; write what is special in user or password with percent signs, such as %40 for @");
        }
        if (!String.valueOf(uri.getScheme()).matches("(py)?amqp|amqps")) {
            throw new IllegalArgumentException(FORM + ", its scheme was " + uri.getScheme());
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(FORM + ", it has no host");
        }
        return new AmqpUrl(uri, rest);
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public Optional<String> host() {
        return Optional.of(uri.getHost());
    }

    @Override
    public OptionalInt port() {
        return uri.getPort() < 0 ? OptionalInt.empty() : OptionalInt.of(uri.getPort());
    }

    @Override
    public Optional<String> user() {
        return login(0);
    }

    @Override
    public Optional<String> password() {
        return login(1);
    }

    private Optional<String> login(int place) {
        var parts = Optional.ofNullable(uri.getRawUserInfo()).map(it -> it.split(":", 2));
        return parts.filter(it -> it.length > place).map(it -> decoded(it[place]));
    }

    /** Nothing after the host means the broker's first one, whose name is a slash. */
    @Override
    public String virtualHost() {
        var path = uri.getRawPath();
        return path.length() < 2 ? "/" : decoded(path.substring(1));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public boolean tls() {
        return uri.getScheme().equals("amqps");
    }

    @Override
    public Optional<Path> ca() {
        return rest.ca();
    }

    @Override
    public Duration connectTimeout() {
        return rest.connectTimeout();
    }

    @Override
    public Duration confirmTimeout() {
        return rest.confirmTimeout();
    }

    @Override
    public Duration heartbeat() {
        return rest.heartbeat();
    }

    @Override
    public Duration longestPause() {
        return rest.longestPause();
    }

    @Override
    public boolean declare() {
        return rest.declare();
    }
}
