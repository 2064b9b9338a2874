package dev.handoff.edge.live;

import dev.handoff.edge.http.connection.Transport;
import dev.handoff.edge.live.ScopedTokens.Grant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import java.util.Set;

/** Makes streams of server-sent events. */
@ApplicationScoped
class EventStreams {

    private final Clients clients;
    private final RoutingContext routing;

    EventStreams(Clients clients, RoutingContext routing) {
        this.clients = clients;
        this.routing = routing;
    }

    /**
     * What can be refused is refused before the stream begins.
     *
     * @param last the id that the client has seen last; null if it comes for the first time
     */
    Multi<OutboundSseEvent> of(Set<Choice> choices, Optional<Grant> grant, Sse sse, String last) {
        var after = Access.after("Last-Event-ID", last);
        var transport = new Transport(routing.request().connection());
        var relay = new Relay();
        var client = clients.join(relay, grant);
        try {
            clients.follow(client, choices, after);
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
            client.end(Ending.GONE);
            throw new IllegalStateException("interrupted before the stream began", ends);
        } catch (RuntimeException refused) {
            client.end(Ending.GONE);
            throw refused;
        }
        // A proxy that gathers what it passes on would bring it late.
        routing.response().putHeader("X-Accel-Buffering", "no");
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            emitter.onTermination(() -> client.end(Ending.GONE));
                            var stream = new StreamOutlet(emitter, sse, transport);
                            // Brings the header to a client for which there is nothing yet.
                            stream.ping();
                            relay.begin(stream);
                        },
                        BackPressureStrategy.BUFFER);
    }
}
