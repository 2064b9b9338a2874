package dev.handoff.kit.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamOptions;
import io.nats.client.impl.Headers;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** NATS, with JetStream. Connects when it is first needed. */
@ApplicationScoped
public class NatsBroker {

    /** For how long others don't wait as well once one has waited in vain. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final int NOT_FOUND = 404;

    private final NatsServers servers;
    private final NatsConfig config;
    private final Consumer<NatsEvent> events;
    private final NatsLink link;
    private final List<Intake> intakes = new CopyOnWriteArrayList<>();
    private final Set<WorkQueue> declared = ConcurrentHashMap.newKeySet();
    private volatile long silentUntil = System.nanoTime();

    @Inject
    NatsBroker(NatsConfig config, Event<NatsEvent> events) {
        this("tasks", new NatsServers("NATS_URL", config.url().orElse(List.of())), config, events::fire);
    }

    /**
     * Of other servers, or for use outside of a container.
     *
     * @param purpose told in events and shown in the servers' lists of connections
     */
    public NatsBroker(String purpose, NatsServers servers, NatsConfig config, Consumer<NatsEvent> events) {
        this.servers = servers;
        this.config = config;
        this.events = events;
        this.link = new NatsLink(purpose, new NatsConnector(servers, config), config, events);
    }

    /** Whether it is to be used. */
    public boolean isConfigured() {
        return config.enabled() && !servers.urls().isEmpty();
    }

    /** What is wrong with the settings, with the remedy; empty if nothing is, or if it is not to be used. */
    public Optional<String> fault() {
        return config.enabled() ? NatsFaults.of(servers, config) : Optional.empty();
    }

    /** For people, without the login: nats://host:port. */
    public String address() {
        return servers.toString();
    }

    /**
     * Publishes a message to a queue's subject, and waits until its stream has it on its disk.
     *
     * @throws NatsUnavailable if NATS doesn't answer; it may have arrived all the same
     * @throws NatsFailed if the stream refuses it
     */
    public void publish(WorkQueue queue, Map<String, String> headers, byte[] body) {
        var written = new Headers();
        headers.forEach(written::put);
        declareOnce(queue);
        events.accept(new NatsEvent.Published(queue.subject()));
        try {
            ask(
                    "publishing to " + queue.subject(),
                    connection -> connection.jetStream(options()).publish(queue.subject(), written, body));
        } catch (NatsUnavailable silent) {
            // Or the stream was deleted: nobody answers then.
            declared.remove(queue);
            throw silent;
        } catch (NatsFailed refused) {
            events.accept(new NatsEvent.Refused(queue.subject()));
            throw refused;
        }
        events.accept(new NatsEvent.Confirmed(queue.subject()));
    }

    private void declareOnce(WorkQueue queue) {
        if (config.declare() && !declared.contains(queue)) {
            ask("making the stream " + queue.stream().name(), connection -> {
                queue.declare(connection);
                return queue;
            });
            declared.add(queue);
        }
    }

    /**
     * Has messages brought, as many at a time as have not been answered yet, until the intake is closed.
     *
     * @param taker is called one message after the other, and must not block
     */
    public Intake intake(NatsSource source, int room, Consumer<NatsMessage> taker) {
        var intake = new Intake(source, room, taker, link, config, events);
        intakes.add(intake);
        return intake;
    }

    /** All that this process has made, closed ones included. */
    public List<Intake> intakes() {
        return List.copyOf(intakes);
    }

    /** Ends a message that can't be used; it never comes again. */
    public void terminate(NatsMessage message, String reason) {
        events.accept(new NatsEvent.Terminated(message.source().name(), reason));
        message.terminate();
    }

    /** Looks how full the queues of the intakes are. Blocks. */
    public void measure() {
        for (var intake : intakes) {
            if (intake.source() instanceof WorkQueue queue) {
                intake.setDepth(depth(queue));
            }
        }
    }

    private long depth(WorkQueue queue) {
        try {
            return content(queue).map(Content::waiting).orElse(0L);
        } catch (NatsFailed silent) {
            return 0;
        }
    }

    /**
     * What is in a queue.
     *
     * @param waiting messages that are to be brought yet
     * @param consumers processes that wait for the next one
     */
    public record Content(long waiting, int consumers) {}

    /** Empty if there is no such queue. */
    public Optional<Content> content(WorkQueue queue) {
        return ask("looking at " + queue.consumer(), connection -> {
            try {
                var found =
                        management(connection).getConsumerInfo(queue.stream().name(), queue.consumer());
                return Optional.of(new Content(found.getNumPending(), (int) found.getNumWaiting()));
            } catch (JetStreamApiException missing) {
                if (missing.getErrorCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw missing;
            }
        });
    }

    /** Whether the server answers, for people: by how messages of a subject come. */
    public String look(ForeignSubject subject) {
        return ask("looking at " + subject.subject(), connection -> switch (subject.open(connection, false)) {
            case NatsSource.Flow.Kept(var consumer) -> {
                var info = consumer.getConsumerInfo();
                yield info.getNumPending() + " messages wait in the stream " + info.getStreamName();
            }
            case NatsSource.Flow.Passing _ ->
                "no stream keeps its messages: those that are sent while nobody listens are lost";
        });
    }

    private interface Question<T> {
        T of(Connection connection) throws IOException, JetStreamApiException;
    }

    private <T> T ask(String doing, Question<T> question) {
        if (silentUntil - System.nanoTime() > 0) {
            throw new NatsUnavailable("NATS didn't answer a moment ago; it is asked again within " + SILENCE);
        }
        try {
            return question.of(link.now());
        } catch (JetStreamApiException refused) {
            throw new NatsFailed(doing + " failed: " + refused.getMessage(), refused);
        } catch (IOException silent) {
            silentUntil = System.nanoTime() + SILENCE.toNanos();
            throw new NatsUnavailable(
                    doing + " failed: " + silent.getMessage() + "; is JetStream on, as nats-server -js has it?",
                    silent);
        } catch (IllegalStateException lost) {
            throw new NatsUnavailable(doing + " failed: the connection was lost", lost);
        }
    }

    private JetStreamManagement management(Connection connection) throws IOException {
        return connection.jetStreamManagement(options());
    }

    private JetStreamOptions options() {
        return JetStreamOptions.builder()
                .requestTimeout(config.confirmTimeout())
                .build();
    }

    /** Waits until the server has what it was told. */
    @PreDestroy
    public void close() {
        intakes.forEach(Intake::close);
        link.close();
    }
}
