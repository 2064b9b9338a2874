package dev.handoff.edge.live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A question that is answered when its task has ended. */
final class EndOutlet implements Outlet {

    private final CountDownLatch end = new CountDownLatch(1);

    @Override
    public CompletionStage<Void> send(List<Message> messages) {
        if (messages.stream().anyMatch(Message::end)) {
            end.countDown();
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> ping() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean answersPings() {
        return false;
    }

    @Override
    public void close(Ending ending) {
        end.countDown();
    }

    /** Returns when the task has ended or nobody would hear of it, but not later than this. */
    void await(Duration atMost) throws InterruptedException {
        end.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
