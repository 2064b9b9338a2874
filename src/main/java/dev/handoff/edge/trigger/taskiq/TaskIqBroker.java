package dev.handoff.edge.trigger.taskiq;

import dev.handoff.kit.nats.ForeignSubject;
import dev.handoff.kit.nats.NatsBroker;
import dev.handoff.kit.nats.NatsConfig;
import dev.handoff.kit.nats.NatsEvent;
import dev.handoff.kit.nats.NatsServers;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The NATS of TaskIQ's producers, which need not be that of the doorbells. */
@ApplicationScoped
public class TaskIqBroker {

    /** Subjects of one or more parts; a wildcard would bring what is no task. */
    private static final Pattern SUBJECT = Pattern.compile("[^\\s.*>]+(\\.[^\\s.*>]+)*");

    private static final Pattern DURABLE = Pattern.compile("[^\\s.*>/\\\\]+");

    private final TaskIqConfig config;
    private final NatsBroker broker;

    TaskIqBroker(TaskIqConfig config, NatsConfig nats, Event<NatsEvent> events) {
        this.config = config;
        this.broker = new NatsBroker(
                "taskiq",
                new NatsServers("TASKIQ_NATS_SERVERS", config.servers().orElse(List.of())),
                nats,
                events::fire);
    }

    /**
     * Whether it is to be used.
     *
     * @throws ConfigurationException if the settings are wrong, with the remedy
     */
    public boolean isConfigured() {
        if (!broker.isConfigured()) {
            return false;
        }
        fault().ifPresent(fault -> {
            throw new ConfigurationException(fault);
        });
        return true;
    }

    private Optional<String> fault() {
        if (!SUBJECT.matcher(config.queue()).matches()) {
            return Optional.of("TASKIQ_NATS_QUEUE must be a subject without wildcards, was \"" + config.queue() + "\"");
        }
        if (!DURABLE.matcher(config.durable()).matches()) {
            return Optional.of("TASKIQ_NATS_DURABLE must be a consumer's name, was \"" + config.durable() + "\"");
        }
        return config.prefetch() < 1
                ? Optional.of("handoff.taskiq.prefetch must be at least 1, was " + config.prefetch())
                : broker.fault();
    }

    NatsBroker get() {
        return broker;
    }

    ForeignSubject subject() {
        return new ForeignSubject(config.queue(), config.queue(), config.durable());
    }

    /** How messages come from there, for people who look for what is wrong. */
    public String look() {
        return config.queue() + " at " + broker.address() + ": " + broker.look(subject());
    }

    @PreDestroy
    void close() {
        broker.close();
    }
}
