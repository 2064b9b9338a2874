package dev.handoff.edge.live;

import dev.handoff.edge.live.ScopedTokens.Grant;
import dev.handoff.engine.live.Stage;
import dev.handoff.kit.thread.Monitors;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One that follows: what it has chosen, and a bounded queue of what it was not sent yet. What waits is sent together as soon as
 * what was sent before is on its way.
 * Nothing here waits for the network, except for a client that catches up.
 */
final class Client {

    /** Hears once that a client has ended, and what it followed. Must not wait. */
    interface Farewell {
        void left(Client client, Set<Choice> choices, Ending ending);
    }

    /** Of what is sent together, in bytes; the last message may go beyond it. */
    private static final int PORTION = 16 * 1024;

    private final Outlet outlet;
    private final Optional<Grant> grant;
    private final LiveConfig config;
    private final Farewell left;

    /** A thread holds it while it changes what is followed, until it has read the states. */
    private final ReentrantLock turn = new ReentrantLock();

    private final Set<Choice> choices = new HashSet<>();
    private final Map<TaskId, Stage> stages = new HashMap<>();
    private final Backlog<Message> queue;
    private Optional<Backlog<Told>> held = Optional.empty();
    private boolean sending;
    private boolean pumping;
    private boolean ended;
    private volatile long heard = System.nanoTime();
    private volatile long sent = System.nanoTime();
    private final long joined = System.nanoTime();
    private CompletionStage<Void> pinging = CompletableFuture.completedFuture(null);
    private long pinged;

    Client(Outlet outlet, Optional<Grant> grant, LiveConfig config, Farewell left) {
        this.outlet = outlet;
        this.grant = grant;
        this.config = config;
        this.left = left;
        this.queue = new Backlog<>(config, Message::size);
    }

    Optional<Grant> grant() {
        return grant;
    }

    ReentrantLock turn() {
        return turn;
    }

    /**
     * Follows these besides, but holds everything back until {@link #release}.
     *
     * @return those that are new
     * @throws Invalid if these are too many
     */
    synchronized Set<Choice> hold(Set<Choice> more) {
        var added = new HashSet<>(more);
        added.removeAll(choices);
        if (choices.size() + added.size() > config.subscriptions()) {
            throw Invalid.of(
                    "subscription",
                    "",
                    "a client may follow " + config.subscriptions() + " things, these would be "
                            + (choices.size() + added.size()) + "; a group stands for its members");
        }
        choices.addAll(added);
        held = Optional.of(new Backlog<>(config, told -> told.message().size()));
        return added;
    }

    /** Sends what was held back. */
    synchronized void release() {
        var waiting = held.map(it -> it.take(Long.MAX_VALUE)).orElseGet(List::of);
        held = Optional.empty();
        waiting.forEach(this::queueUnlessOld);
    }

    /** How many of these it did follow. */
    synchronized int forget(Set<Choice> less) {
        int before = choices.size();
        choices.removeAll(less);
        return before - choices.size();
    }

    synchronized Set<Choice> choices() {
        return Set.copyOf(choices);
    }

    /** Whether it follows this by one of these. */
    static boolean follows(Set<Choice> choices, Told told) {
        return told.choices().stream().anyMatch(choices::contains)
                || choices.stream().anyMatch(choice -> choice.isOpen() && choice.begins(told.name()));
    }

    /** Takes news if it follows them, and tells whether it does. Never waits. */
    synchronized boolean hear(Told told) {
        if (ended || !follows(choices, told)) {
            return false;
        }
        if (held.isEmpty()) {
            queueUnlessOld(told);
        } else if (!held.get().add(told)) {
            end(Ending.SLOW);
        }
        return true;
    }

    /** Takes news of an earlier time, and waits until there is room for them. */
    void hearEarlier(Told told) throws InterruptedException {
        synchronized (this) {
            // The other half is left to what happens meanwhile.
            Monitors.await(this, config.idle(), () -> ended || queue.isHalfEmpty());
            queueUnlessOld(told);
        }
    }

    /** The state of a task, which news may be older than. */
    synchronized void say(TaskId task, Stage stage, Message state) {
        stages.put(task, stage);
        say(state);
    }

    synchronized void say(Message message) {
        if (ended) {
            return;
        }
        if (queue.add(message)) {
            pump();
        } else {
            end(Ending.SLOW);
        }
    }

    /** Instances tell of the same task: what was told later may have happened earlier. */
    private void queueUnlessOld(Told told) {
        if (told.task().isPresent() && told.stage().isPresent()) {
            var task = told.task().get().id();
            var stage = told.stage().get();
            var known = stages.get(task);
            if (known != null) {
                if (stage.isBefore(known)) {
                    return;
                }
                stages.put(task, stage);
            }
        }
        say(told.message());
    }

    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!ended && !sending && !queue.isEmpty()) {
            sending = true;
            sent = System.nanoTime();
            outlet.send(queue.take(PORTION)).whenComplete((_, failure) -> sent(failure == null));
        }
        pumping = false;
    }

    private synchronized void sent(boolean well) {
        sending = false;
        sent = System.nanoTime();
        notifyAll();
        if (well) {
            pump();
        } else {
            end(Ending.GONE);
        }
    }

    /** It has given a sign of life. */
    void lives() {
        heard = System.nanoTime();
    }

    /** Now and then. */
    synchronized void check(Instant now) {
        if (grant.filter(it -> !it.until().isAfter(now)).isPresent()) {
            end(Ending.EXPIRED);
        } else if (isSilent()) {
            end(Ending.SILENT);
        } else if (!outlet.answersPings() && isOver(joined, config.stream())) {
            end(Ending.RENEWED);
        } else if (!isPinging()) {
            pinged = System.nanoTime();
            pinging = outlet.ping();
        }
    }

    private boolean isSilent() {
        return outlet.answersPings() && isOver(heard, config.idle())
                || sending && isOver(sent, config.idle())
                || isPinging() && isOver(pinged, config.idle());
    }

    private boolean isPinging() {
        return !pinging.toCompletableFuture().isDone();
    }

    private static boolean isOver(long since, Duration bound) {
        return Duration.ofNanos(System.nanoTime() - since).compareTo(bound) > 0;
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    synchronized void end(Ending ending) {
        if (ended) {
            return;
        }
        ended = true;
        queue.clear();
        held = Optional.empty();
        var followed = Set.copyOf(choices);
        choices.clear();
        notifyAll();
        left.left(this, followed, ending);
        if (ending != Ending.GONE) {
            outlet.close(ending);
        }
    }
}
