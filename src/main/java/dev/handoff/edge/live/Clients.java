package dev.handoff.edge.live;

import dev.handoff.edge.live.Choice.What;
import dev.handoff.edge.live.ScopedTokens.Grant;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.live.Following;
import dev.handoff.engine.live.Listener;
import dev.handoff.engine.live.Live;
import dev.handoff.engine.live.News;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.NotFound;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** All clients of this instance. It hears news once for all of them, and gives each what it follows. */
@ApplicationScoped
class Clients implements Listener {

    private final Live live;
    private final States states;
    private final Envelope envelope;
    private final LiveConfig config;
    private final TaskTypes types;
    private final Clock clock;
    private final Event<ClientEvent> events;
    private final Set<Client> all = ConcurrentHashMap.newKeySet();
    private final Followers followers = new Followers();
    private final Object starting = new Object();
    private Optional<Following> following = Optional.empty();
    private long position;
    private volatile boolean ending;

    Clients(
            Live live,
            States states,
            Envelope envelope,
            LiveConfig config,
            TaskTypes types,
            Clock clock,
            Event<ClientEvent> events) {
        this.live = live;
        this.states = states;
        this.envelope = envelope;
        this.config = config;
        this.types = types;
        this.clock = clock;
        this.events = events;
    }

    /** Whether there is no room for one more, or the instance ends. */
    boolean isFull() {
        return ending || all.size() >= config.clients();
    }

    /**
     * Adds a client, which follows nothing yet.
     *
     * @param grant that limits it; empty if it may follow everything
     * @throws TooManyClients if there is no room
     */
    Client join(Outlet outlet, Optional<Grant> grant) {
        if (isFull()) {
            events.fire(new ClientEvent.TurnedAway());
            throw new TooManyClients();
        }
        var client = new Client(outlet, grant, config, this::left);
        all.add(client);
        events.fire(new ClientEvent.Joined());
        return client;
    }

    private void left(Client client, Set<Choice> choices, Ending ending) {
        followers.remove(client, choices);
        if (all.remove(client)) {
            events.fire(new ClientEvent.Unsubscribed(choices.size()));
            events.fire(new ClientEvent.Left(ending.name()));
        }
    }

    /**
     * Lets a client follow more. It is told the states first and then what changes, or if it resumes, what has happened since.
     * Returns when it has been told all up to now.
     *
     * @param after the id that it has seen last
     * @throws NotFound if there is no such task or group; nothing is followed then
     * @throws dev.handoff.task.Invalid if it would be too much
     * @throws StoreUnavailable if PostgreSQL doesn't answer
     */
    void follow(Client client, Set<Choice> chosen, OptionalLong after) throws InterruptedException {
        var choices = named(chosen);
        start();
        client.turn().lock();
        try {
            long from;
            Set<Choice> added;
            synchronized (this) {
                added = client.hold(choices);
                followers.add(client, added);
                from = position;
            }
            if (client.hasEnded()) {
                // It may have said goodbye before it was known what it follows.
                followers.remove(client, added);
            }
            try {
                if (after.isPresent()) {
                    new CatchUp(client, choices, from, envelope, this::tellStates).run(live, after.getAsLong());
                } else {
                    tellStates(client, choices, from);
                }
            } catch (RuntimeException failed) {
                forget(client, added);
                throw failed;
            } finally {
                client.release();
            }
            events.fire(new ClientEvent.Subscribed(added.size(), after.isPresent()));
        } finally {
            client.turn().unlock();
        }
    }

    private void tellStates(Client client, Set<Choice> choices, long at) {
        choices.forEach(choice -> states.tell(client, choice, at));
    }

    void unfollow(Client client, Set<Choice> choices) {
        events.fire(new ClientEvent.Unsubscribed(forget(client, named(choices))));
    }

    /** Types may be called by other names than news call them. */
    private Set<Choice> named(Set<Choice> choices) {
        return choices.stream()
                .map(it -> it.what() == What.TYPE ? new Choice(What.TYPE, types.nameOf(it.value())) : it)
                .collect(Collectors.toUnmodifiableSet());
    }

    private int forget(Client client, Set<Choice> choices) {
        followers.remove(client, choices);
        return client.forget(choices);
    }

    private void start() {
        synchronized (starting) {
            if (following.isEmpty()) {
                var begun = live.follow(this);
                synchronized (this) {
                    position = Math.max(position, begun.position());
                }
                following = Optional.of(begun);
            }
        }
    }

    @Override
    public synchronized void hear(List<News> news) {
        int given = 0;
        for (var each : news) {
            var told = new Told(each, envelope);
            for (var client : followers.of(told)) {
                given += client.hear(told) ? 1 : 0;
            }
        }
        position = news.getLast().id();
        events.fire(new ClientEvent.Given(given));
    }

    @Override
    public synchronized void reset(long position) {
        this.position = position;
        all.forEach(client -> Thread.startVirtualThread(() -> reset(client)));
    }

    /** Something was missed: whatever the client follows may have changed. */
    private void reset(Client client) {
        client.turn().lock();
        try {
            long at;
            synchronized (this) {
                client.hold(Set.of());
                at = position;
            }
            client.say(envelope.reset(at));
            for (var choice : client.choices()) {
                tellIfThere(client, choice, at);
            }
        } catch (StoreUnavailable away) {
            // Without the states it knows less than it would after it has come back.
            client.end(Ending.SLOW);
        } finally {
            client.release();
            client.turn().unlock();
        }
    }

    private void tellIfThere(Client client, Choice choice, long at) {
        try {
            states.tell(client, choice, at);
        } catch (NotFound pruned) {
            forget(client, Set.of(choice));
        }
    }

    @Scheduled(every = "${handoff.live.ping:20s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void check() {
        var now = clock.instant();
        all.forEach(client -> client.check(now));
        rest();
    }

    private void rest() {
        synchronized (starting) {
            if (all.isEmpty()) {
                following.ifPresent(Following::close);
                following = Optional.empty();
            }
        }
    }

    /**
     * At the very beginning of the end, so that clients go elsewhere while tasks run to their end here. By the next event the
     * server has closed all connections without a reason.
     */
    void drain(@Observes ShutdownDelayInitiatedEvent stopping) {
        ending = true;
        all.forEach(client -> client.end(Ending.DRAINING));
    }
}
