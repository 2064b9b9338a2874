package dev.handoff.edge.live;

import dev.handoff.edge.http.Caller;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;

/** The WebSocket at which clients follow, submit and cancel. */
@WebSocket(path = "/api/live")
@RolesAllowed({Caller.OPERATOR, ScopedCaller.FOLLOWER})
class LiveSocket {

    private static final TypedKey<Client> CLIENT = new TypedKey<>("client");

    private final Clients clients;
    private final Conversation conversation;

    LiveSocket(Clients clients, Conversation conversation) {
        this.clients = clients;
        this.conversation = conversation;
    }

    @OnOpen
    @RunOnVirtualThread
    void open(WebSocketConnection socket) {
        var outlet = new SocketOutlet(socket);
        try {
            socket.userData().put(CLIENT, clients.join(outlet, socket.userData().get(Admission.GRANT)));
        } catch (TooManyClients full) {
            outlet.close(Ending.FULL);
        }
    }

    @OnTextMessage
    @RunOnVirtualThread
    void take(String text, WebSocketConnection socket) throws InterruptedException {
        var client = client(socket);
        if (client.isPresent()) {
            client.get().lives();
            conversation.take(client.get(), socket.userData().get(Admission.NAME), text);
        }
    }

    @OnBinaryMessage
    void take(Buffer bytes, WebSocketConnection socket) {
        client(socket).ifPresent(client -> client.end(Ending.NOT_TEXT));
    }

    @OnPongMessage
    void pong(Buffer bytes, WebSocketConnection socket) {
        client(socket).ifPresent(Client::lives);
    }

    @OnClose
    void close(WebSocketConnection socket, CloseReason reason) {
        client(socket).ifPresent(client -> client.end(Ending.GONE));
    }

    /** Of the connection: too long a frame, which Vert.x has closed it for, or too long a message, which it has only dropped. */
    @OnError
    void fail(WebSocketConnection socket, Throwable failure) {
        client(socket).ifPresent(client -> client.end(Ending.TOO_LONG));
    }

    private static Optional<Client> client(WebSocketConnection socket) {
        return Optional.ofNullable(socket.userData().get(CLIENT));
    }
}
