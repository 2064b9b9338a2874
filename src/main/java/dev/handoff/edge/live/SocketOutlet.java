package dev.handoff.edge.live;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A WebSocket. */
final class SocketOutlet implements Outlet {

    /** For one that reads slowly to come to the reason why it is closed. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final WebSocketConnection socket;

    SocketOutlet(WebSocketConnection socket) {
        this.socket = socket;
        socket.userData().get(Admission.TRANSPORT).gather();
    }

    /** They leave together: most of what a message costs is the call of the system. */
    @Override
    public CompletionStage<Void> send(List<Message> messages) {
        CompletionStage<Void> last = CompletableFuture.completedFuture(null);
        for (var message : messages) {
            last = socket.sendText(message.json()).subscribeAsCompletionStage();
        }
        return last;
    }

    @Override
    public void ping() {
        socket.sendPing(Buffer.buffer("handoff")).subscribe().with(_ -> {}, _ -> {});
    }

    @Override
    public boolean answersPings() {
        return true;
    }

    @Override
    public void close(Ending ending) {
        var closed = socket.close(new CloseReason(ending.code(), ending.reason()));
        closed.subscribe().with(_ -> {}, _ -> {});
        if (ending == Ending.SLOW || ending == Ending.SILENT) {
            // It may read neither the reason nor what is before it.
            socket.userData().get(Admission.TRANSPORT).cutAfter(LAST_WORDS);
        }
    }
}
