package dev.handoff.edge.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who has shown wrong credentials of late. After {@value #BURST} of them an address has to wait between two tries, so that
 * secrets can't be guessed at the pace of the network. An address from which somebody was let in not long ago doesn't wait:
 * it may be a proxy's, behind which one guesses and others work.
 */
@ApplicationScoped
class Refusals {

    static final int BURST = 50;

    /** How many addresses are remembered, those that came last. */
    private static final int MAX_ADDRESSES = 10_000;

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();
    private static final long MAX_PAUSE = Duration.ofMinutes(1).toNanos();
    private static final long KNOWN = Duration.ofMinutes(10).toNanos();

    private final Event<AuthRefused> events;
    private final LongSupplier clock;

    private final Map<String, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tally> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    @Inject
    Refusals(Event<AuthRefused> events) {
        this(events, System::nanoTime);
    }

    /** @param clock in nanoseconds */
    Refusals(Event<AuthRefused> events, LongSupplier clock) {
        this.events = events;
        this.clock = clock;
    }

    private static final class Tally {
        private int wrong;
        private long until;
        private long last;
        private Optional<Long> letIn = Optional.empty();
    }

    /** How long the address has to wait before its credentials are looked at; empty if it needn't. */
    synchronized Optional<Duration> pause(String address) {
        var tally = tallies.get(address);
        long now = clock.getAsLong();
        if (tally == null || tally.wrong < BURST || tally.until - now <= 0 || isKnown(tally, now)) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(tally.until - now));
    }

    /** Its credentials were wrong. */
    void refused(String address, String reason) {
        count(address);
        events.fire(new AuthRefused(address, reason));
    }

    /** It came before its pause was over, and its credentials were not looked at. */
    void tooSoon(String address, String reason) {
        events.fire(new AuthRefused(address, reason));
    }

    private synchronized void count(String address) {
        var tally = tallies.computeIfAbsent(address, _ -> new Tally());
        long now = clock.getAsLong();
        if (now - tally.last > KNOWN) {
            tally.wrong = 0;
        }
        tally.wrong++;
        tally.last = now;
        int beyond = Math.min(tally.wrong - BURST, 30);
        tally.until = beyond < 0 ? now : now + Math.min(MAX_PAUSE, PAUSE << Math.min(beyond, 10));
    }

    /** Its credentials were right. */
    synchronized void letIn(String address) {
        tallies.computeIfAbsent(address, _ -> new Tally()).letIn = Optional.of(clock.getAsLong());
    }

    private static boolean isKnown(Tally tally, long now) {
        return tally.letIn.filter(it -> now - it < KNOWN).isPresent();
    }
}
