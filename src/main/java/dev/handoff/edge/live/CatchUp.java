package dev.handoff.edge.live;

import dev.handoff.engine.live.Listener;
import dev.handoff.engine.live.Live;
import dev.handoff.engine.live.News;
import java.util.List;
import java.util.Set;

/** Tells a client that comes back what has happened since it went, up to where it hears the news again. */
final class CatchUp implements Listener {

    private final Client client;
    private final Set<Choice> choices;
    private final long upTo;
    private final Envelope envelope;
    private final StateTeller states;
    private final Thread asking = Thread.currentThread();

    /** Tells the client how what it has chosen stands. */
    interface StateTeller {
        void tell(Client client, Set<Choice> choices, long at);
    }

    /** @param upTo what has a greater id the client hears by itself */
    CatchUp(Client client, Set<Choice> choices, long upTo, Envelope envelope, StateTeller states) {
        this.client = client;
        this.choices = choices;
        this.upTo = upTo;
        this.envelope = envelope;
        this.states = states;
    }

    /** Returns when it has been told all. */
    void run(Live live, long after) throws InterruptedException {
        live.follow(after, this).close();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while a client caught up");
        }
    }

    @Override
    public void hearEarlier(List<News> news) {
        for (var each : news) {
            var told = new Told(each, envelope);
            if (each.id() <= upTo && Client.follows(choices, told)) {
                try {
                    client.hearEarlier(told);
                } catch (InterruptedException ends) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** It is newer: the client hears it by itself. */
    @Override
    public void hear(List<News> news) {}

    @Override
    public void reset(long position) {
        // On any other thread it is newer.
        if (Thread.currentThread() == asking) {
            client.say(envelope.reset(upTo));
            states.tell(client, choices, upTo);
        }
    }
}
