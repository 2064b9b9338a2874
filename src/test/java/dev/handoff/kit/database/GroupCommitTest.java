package dev.handoff.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    /** What was sent, statement by statement. */
    private final List<List<String>> sent = new CopyOnWriteArrayList<>();

    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger underWay = new AtomicInteger();
    private final GroupCommit<String, String> commit = commit(Duration.ofMinutes(1));

    @Test
    void operationThatComesAloneIsSentAtOnce() {
        answers.release();

        assertThat(commit.run("a")).isEqualTo("did a");

        assertThat(sent).containsExactly(List.of("a"));
    }

    @Test
    void thoseThatComeMeanwhileAreSentTogetherInOrder() {
        var busy = occupy();
        var waiting =
                IntStream.range(0, 50).mapToObj(i -> asks(commit, "op-" + i)).toList();

        answers.release(100);

        assertThat(waiting.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "did op-" + i).toList());
        busy.forEach(CompletableFuture::join);
        assertThat(sent).hasSize(3);
        assertThat(sent.getLast())
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "op-" + i).toList());
    }

    @Test
    void whatIsRefusedFailsAloneAndItsNeighboursAreDone() {
        occupy();
        var good = asks(commit, "good");
        var bad = asks(commit, "bad");
        var fine = asks(commit, "fine");

        answers.release(100);

        assertThat(good.join()).isEqualTo("did good");
        assertThat(fine.join()).isEqualTo("did fine");
        assertThatThrownBy(bad::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void silentDatabaseFailsTheWholeBatchAndNobodyElse() {
        occupy();
        var one = asks(commit, "one");
        var silent = asks(commit, "silent");

        answers.release(100);

        assertThatThrownBy(one::join).hasCauseInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(silent::join).hasCauseInstanceOf(StoreUnavailable.class);
        assertThat(sent.getLast()).containsExactly("one", "silent");
        assertThat(commit.run("later")).isEqualTo("did later");
    }

    @Test
    void equalSubjectsNeverShareAStatement() {
        occupy();
        var first = asks(commit, "x:1");
        var second = asks(commit, "x:2");
        var other = asks(commit, "y:1");

        answers.release(100);
        List.of(first, second, other).forEach(CompletableFuture::join);

        assertThat(sent.subList(2, 4)).containsExactlyInAnyOrder(List.of("x:1", "y:1"), List.of("x:2"));
    }

    @Test
    void batchesAreNoHeavierThanTheyMayBe() {
        occupy();
        var heavy = "h".repeat(700);
        var waiting = List.of(asks(commit, heavy), asks(commit, "light"), asks(commit, "l".repeat(1_500)));

        answers.release(100);
        waiting.forEach(CompletableFuture::join);

        assertThat(sent.subList(2, 4)).containsExactlyInAnyOrder(List.of(heavy, "light"), List.of("l".repeat(1_500)));
    }

    @Test
    void operationThatHasWaitedTooLongIsNotSent() {
        var hasty = commit(Duration.ofMillis(50));
        occupy(hasty);
        var late = asks(hasty, "late");
        await().pollDelay(Duration.ofMillis(60)).until(() -> true);

        answers.release(100);

        assertThatThrownBy(late::join)
                .hasCauseInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("not sent");
        assertThat(sent).noneMatch(batch -> batch.contains("late"));
        assertThat(hasty.run("again")).isEqualTo("did again");
    }

    @Test
    void interruptOfOneCallerHurtsNobodyElse() throws InterruptedException {
        occupy();
        var failure = new CompletableFuture<Throwable>();
        var impatient = Thread.ofVirtual().start(() -> {
            try {
                commit.run("impatient");
            } catch (Throwable thrown) {
                failure.complete(thrown);
            }
        });
        await().until(() -> impatient.getState() == Thread.State.WAITING);
        var patient = asks(commit, "patient");

        impatient.interrupt();
        impatient.join();
        answers.release(100);

        assertThat(failure.join()).isInstanceOf(StoreUnavailable.class);
        assertThat(patient.join()).isEqualTo("did patient");
        assertThat(sent.getLast()).containsExactly("impatient", "patient");
    }

    private List<CompletableFuture<String>> occupy() {
        return occupy(commit);
    }

    /** Has as many statements under way as there may be. */
    private List<CompletableFuture<String>> occupy(GroupCommit<String, String> commit) {
        var busy = new ArrayList<CompletableFuture<String>>();
        for (int i = 1; i <= 2; i++) {
            int lane = i;
            busy.add(asks(commit, "busy-" + lane));
            await().until(() -> underWay.get() == lane);
        }
        return busy;
    }

    /** In the order of calling. */
    private CompletableFuture<String> asks(GroupCommit<String, String> commit, String operation) {
        var answer = new CompletableFuture<String>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(commit.run(operation));
            } catch (Throwable thrown) {
                answer.completeExceptionally(thrown);
            }
        });
        await().until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TERMINATED);
        return answer;
    }

    private GroupCommit<String, String> commit(Duration patience) {
        return new GroupCommit<>(
                this::statement,
                operation -> operation.split(":")[0],
                String::length,
                new GroupCommit.Bounds(1_000, patience, 2),
                StatementTracing.NONE);
    }

    private List<String> statement(List<String> operations) {
        sent.add(operations);
        underWay.incrementAndGet();
        answers.acquireUninterruptibly();
        if (operations.contains("bad")) {
            throw new IllegalStateException("refused");
        }
        if (operations.contains("silent")) {
            throw new StoreUnavailable(new IllegalStateException("silence"));
        }
        return operations.stream().map(operation -> "did " + operation).toList();
    }
}
