package dev.handoff.edge.live;

import dev.handoff.edge.http.connection.Transport;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A stream of server-sent events. Its reader asks for one more when the last one is written: messages and comments are handed
 * over one at a time, each when the one before is.
 */
final class StreamOutlet implements Outlet {

    private final MultiEmitter<? super OutboundSseEvent> emitter;
    private final Sse sse;
    private final Transport transport;
    private CompletionStage<Void> last = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> room = new CompletableFuture<>();

    StreamOutlet(MultiEmitter<? super OutboundSseEvent> emitter, Sse sse, Transport transport) {
        this.emitter = emitter;
        this.sse = sse;
        this.transport = transport;
        emitter.onRequest(_ -> room.complete(null));
    }

    @Override
    public CompletionStage<Void> send(List<Message> messages) {
        return messages.stream().map(this::event).map(this::line).toList().getLast();
    }

    private OutboundSseEvent event(Message message) {
        return sse.newEventBuilder()
                .id(Long.toString(message.id()))
                .name(message.name())
                .data(message.json())
                .build();
    }

    private synchronized CompletionStage<Void> line(OutboundSseEvent event) {
        last = last.thenCompose(_ -> write(event));
        return last;
    }

    private CompletionStage<Void> write(OutboundSseEvent event) {
        var next = new CompletableFuture<Void>();
        room = next;
        emitter.emit(event);
        return next;
    }

    /** A comment: what is between keeps the connection open, and a write that fails shows that nobody is there. */
    @Override
    public CompletionStage<Void> ping() {
        return line(sse.newEventBuilder().comment("").build());
    }

    @Override
    public boolean answersPings() {
        return false;
    }

    @Override
    public void close(Ending ending) {
        emitter.complete();
        if (ending == Ending.SLOW || ending == Ending.SILENT) {
            // What it doesn't read would wait for ever.
            transport.cut();
        }
    }
}
