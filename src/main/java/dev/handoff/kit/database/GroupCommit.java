package dev.handoff.kit.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Lets concurrent operations of one kind share statements, and with them round trips and flushes of the disk. An
 * operation that comes alone is sent at once; those that come while earlier ones are under way wait in line and are sent
 * together, in the order in which they came. So batches grow with the load by themselves, and no operation waits for company.
 *
 * <p>What PostgreSQL refuses is done once more one by one, so that a bad operation fails alone. If PostgreSQL doesn't
 * answer, all operations of the batch fail, and each of them may have taken effect.
 *
 * @param <O> an operation
 * @param <R> its answer
 */
public final class GroupCommit<O, R> {

    /** How many characters of a text weigh as much as a row. */
    private static final int CHARACTERS_PER_ROW = 4_096;

    private final Function<List<O>, List<R>> statement;
    private final Function<O, Object> subject;
    private final ToIntFunction<O> weight;
    private final Bounds bounds;
    private final StatementTracing tracing;
    private final Deque<Ticket<O, R>> line = new ArrayDeque<>();
    private int busy;

    /**
     * How a kind of operation is grouped.
     *
     * @param statement does many at a time, all or none, and answers in their order; throws {@link StoreUnavailable} if
     *     it isn't known whether it did
     * @param subject what an operation is about: two about equal subjects never share a statement
     * @param weight of one operation, at least 1
     */
    public GroupCommit(
            Function<List<O>, List<R>> statement,
            Function<O, Object> subject,
            ToIntFunction<O> weight,
            Bounds bounds,
            StatementTracing tracing) {
        this.statement = statement;
        this.subject = subject;
        this.weight = weight;
        this.bounds = bounds;
        this.tracing = tracing;
    }

    /**
     * How much there may be of what.
     *
     * @param heaviest the greatest weight of a batch; an operation that is heavier goes alone
     * @param patience how long an operation waits in line before it fails without having been sent
     * @param lanes how many statements at a time: with one, each carries the most; with two, one is being prepared while the
     *     other is flushed
     */
    public record Bounds(int heaviest, Duration patience, int lanes) {}

    /** What a text adds to the weight of its row. */
    public static int weight(String text) {
        return text.length() / CHARACTERS_PER_ROW;
    }

    private record Ticket<O, R>(
            O operation, long since, Optional<StatementTracing.Origin> origin, CompletableFuture<R> answer) {}

    /**
     * Waits until the operation is done.
     *
     * @throws StoreUnavailable if it isn't known whether it was, or it waited too long; also if the thread is interrupted
     * @throws IllegalStateException if PostgreSQL refused it
     */
    public R run(O operation) {
        var ticket = new Ticket<O, R>(operation, System.nanoTime(), tracing.origin(), new CompletableFuture<>());
        if (queue(ticket)) {
            // Never on the caller's thread, whose interruption would fail the others, too.
            Thread.ofVirtual().name("group-commit").start(this::work);
        }
        return answer(ticket.answer());
    }

    /** @return whether a worker has to be started */
    private synchronized boolean queue(Ticket<O, R> ticket) {
        line.add(ticket);
        if (busy == bounds.lanes()) {
            return false;
        }
        busy++;
        return true;
    }

    private void work() {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            commit(batch);
        }
    }

    private synchronized List<Ticket<O, R>> next() {
        var batch = new ArrayList<Ticket<O, R>>();
        var passed = new ArrayDeque<Ticket<O, R>>();
        var subjects = new HashSet<>();
        int weighs = 0;
        while (!line.isEmpty()) {
            var ticket = line.peek();
            weighs += weight.applyAsInt(ticket.operation());
            if (weighs > bounds.heaviest() && !batch.isEmpty()) {
                break;
            }
            line.remove();
            if (subjects.add(subject.apply(ticket.operation()))) {
                batch.add(ticket);
            } else {
                passed.add(ticket);
            }
        }
        while (!passed.isEmpty()) {
            line.addFirst(passed.removeLast());
        }
        if (batch.isEmpty()) {
            busy--;
        }
        return batch;
    }

    private void commit(List<Ticket<O, R>> batch) {
        var late = System.nanoTime() - bounds.patience().toNanos();
        var sent = new ArrayList<Ticket<O, R>>(batch.size());
        for (var ticket : batch) {
            if (ticket.since() - late < 0) {
                ticket.answer()
                        .completeExceptionally(new StoreUnavailable(new IllegalStateException(
                                "waited for " + bounds.patience() + " behind other statements; not sent")));
            } else {
                sent.add(ticket);
            }
        }
        try {
            send(sent);
        } catch (StoreUnavailable silent) {
            sent.forEach(ticket -> ticket.answer().completeExceptionally(silent));
        } catch (Throwable refused) {
            if (sent.size() == 1) {
                sent.getFirst().answer().completeExceptionally(refused);
            } else {
                sent.forEach(ticket -> commit(Collections.singletonList(ticket)));
            }
        }
    }

    private void send(List<Ticket<O, R>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var operations = batch.stream().map(Ticket::operation).toList();
        var origins = batch.stream().flatMap(ticket -> ticket.origin().stream()).toList();
        var answers = tracing.shared(origins, () -> statement.apply(operations));
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.get(i));
        }
    }

    private static <R> R answer(CompletableFuture<R> answer) {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException passed ? passed : new IllegalStateException(failed);
        } catch (InterruptedException unwanted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable(unwanted);
        }
    }
}
