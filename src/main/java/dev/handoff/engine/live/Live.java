package dev.handoff.engine.live;

import dev.handoff.engine.Instance;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Coalescer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings news to those who look on at this instance: it reads the log when there is something new in it. While nobody looks
 * on, here or elsewhere, there is no log, and nothing is read.
 */
@ApplicationScoped
public class Live {

    /** How long this instance goes on listening after the last listener has gone, so that one that comes back can resume. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** News that are read at a time. */
    private static final int PAGE = 1_000;

    /** The pause between two looks. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final NewsLog log;
    private final Interest interest;
    private final String worker;
    private final Duration grace;
    private final Event<LiveEvent> events;
    private final Set<Following> followers = new HashSet<>();
    private final Coalescer reading = new Coalescer("live-reader", this::read);
    private volatile Runnable saying = () -> {};
    private volatile boolean listening;
    private long last;
    private long idleSince;

    @Inject
    Live(NewsLog log, Interest interest, Instance instance, Event<LiveEvent> events) {
        this(log, interest, instance.worker(), GRACE, events);
    }

    Live(NewsLog log, Interest interest, String worker, Duration grace, Event<LiveEvent> events) {
        this.log = log;
        this.interest = interest;
        this.worker = worker;
        this.grace = grace;
        this.events = events;
    }

    /**
     * Brings what is told from now on. Follow first and read the state then: whatever the state doesn't have yet is brought.
     * {@link Stage} says which news it has already.
     *
     * @throws StoreUnavailable if PostgreSQL doesn't answer
     */
    public Following follow(Listener listener) {
        long position = listen();
        return join(new Following(listener, position, this::leave));
    }

    /**
     * Brings what was told after this id, and then what is told from now on. If the log has not everything since then, the
     * listener is {@linkplain Listener#reset reset} instead. Returns when the listener has caught up.
     *
     * @param after what the listener has heard last
     * @throws StoreUnavailable if PostgreSQL doesn't answer
     */
    public Following follow(long after, Listener listener) {
        long position = listen();
        var following = new Following(listener, after, this::leave);
        if (!log.covers(after)) {
            following.reset(position);
        }
        return catchUp(following);
    }

    private Following catchUp(Following following) {
        while (!joins(following)) {
            long reached = position();
            var lines = log.after(following.position(), PAGE).lines();
            following.hearEarlier(lines);
            if (lines.isEmpty()) {
                following.skipTo(reached);
            }
        }
        return following;
    }

    private synchronized Following join(Following following) {
        followers.add(following);
        return following;
    }

    /** Only who has heard all that the others have is brought what they are. */
    private synchronized boolean joins(Following following) {
        return following.position() >= last && followers.add(following);
    }

    private synchronized void leave(Following following) {
        if (followers.remove(following) && followers.isEmpty()) {
            idleSince = System.nanoTime();
        }
    }

    /** How many listen here. */
    public synchronized int listeners() {
        return followers.size();
    }

    /** Whether this instance reads the log: it has a listener, or had one within the last minute. */
    public boolean isListening() {
        return listening;
    }

    /** Begins to listen unless this instance does; answers with the id up to which news count as heard. */
    private long listen() {
        if (!listening) {
            // Others need a moment to hear of it.
            saying.run();
        }
        return begin();
    }

    private synchronized long begin() {
        idleSince = System.nanoTime();
        if (!listening) {
            interest.begin();
            last = log.begin(worker);
            listening = true;
        }
        return last;
    }

    /** @param saying is run when this instance begins to listen */
    void onListening(Runnable saying) {
        this.saying = saying;
    }

    /** There may be something new. Returns at once. */
    void look() {
        if (listening) {
            reading.call();
        }
    }

    /** Now and then: a hint may have got lost, and the last listener may have gone for good. */
    void tick() {
        rest();
        look();
    }

    private synchronized void rest() {
        if (followers.isEmpty() && listening && System.nanoTime() - idleSince > grace.toNanos()) {
            listening = false;
            interest.end();
        }
    }

    private void read() {
        try {
            while (listening && readPage() == PAGE) {}
        } catch (StoreUnavailable away) {
            // The next tick tries again, and others report that the database is away.
        }
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private int readPage() {
        var page = log.after(position(), PAGE);
        if (!page.lines().isEmpty()) {
            bring(page.lines());
            events.fire(new LiveEvent.Heard(page.lines().size(), page.lag()));
        }
        return page.lines().size();
    }

    private synchronized long position() {
        return last;
    }

    private void bring(List<Line> lines) {
        for (var following : advance(lines.getLast().id())) {
            try {
                following.hear(lines);
            } catch (RuntimeException broken) {
                events.fire(new LiveEvent.Trouble("hearing news", broken));
            }
        }
    }

    private synchronized List<Following> advance(long to) {
        last = to;
        return List.copyOf(followers);
    }
}
