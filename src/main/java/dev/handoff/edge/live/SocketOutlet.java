package dev.handoff.edge.live;

import dev.handoff.edge.http.connection.Transport;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A WebSocket. */
final class SocketOutlet implements Outlet {

    /** For one that reads slowly to come to the reason why it is closed. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final WebSocketConnection socket;
    private final Transport transport;

    SocketOutlet(WebSocketConnection socket) {
        this.socket = socket;
        this.transport = socket.userData().get(Admission.TRANSPORT);
    }

    @Override
    public CompletionStage<Void> send(List<Message> messages) {
        return transport.send(messages.stream()
                .map(message -> message.json().getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    @Override
    public CompletionStage<Void> ping() {
        return socket.sendPing(Buffer.buffer("handoff")).subscribeAsCompletionStage();
    }

    @Override
    public boolean answersPings() {
        return true;
    }

    @Override
    public void close(Ending ending) {
        if (socket.isClosed()) {
            return;
        }
        var closed = socket.close(new CloseReason(ending.code(), ending.reason()));
        closed.subscribe().with(_ -> {}, _ -> {});
        if (ending == Ending.SLOW || ending == Ending.SILENT) {
            // It may read neither the reason nor what is before it.
            transport.cutAfter(LAST_WORDS);
        }
    }
}
