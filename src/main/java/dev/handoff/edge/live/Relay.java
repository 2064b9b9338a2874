package dev.handoff.edge.live;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An outlet that is there before the way to its client is: it keeps the first messages until then. */
final class Relay implements Outlet {

    private final CompletableFuture<Outlet> way = new CompletableFuture<>();

    void begin(Outlet outlet) {
        way.complete(outlet);
    }

    @Override
    public CompletionStage<Void> send(List<Message> messages) {
        return way.thenCompose(outlet -> outlet.send(messages));
    }

    @Override
    public CompletionStage<Void> ping() {
        return way.thenCompose(Outlet::ping);
    }

    @Override
    public boolean answersPings() {
        return false;
    }

    @Override
    public void close(Ending ending) {
        way.thenAccept(outlet -> outlet.close(ending));
    }
}
