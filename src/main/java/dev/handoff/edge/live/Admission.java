package dev.handoff.edge.live;

import dev.handoff.edge.http.Person;
import dev.handoff.edge.http.connection.Transport;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what is known about the caller of a WebSocket from its handshake, and refuses one more when there are too many. */
@ApplicationScoped
class Admission implements HttpUpgradeCheck {

    static final TypedKey<Transport> TRANSPORT = new TypedKey<>("transport");
    static final TypedKey<Optional<ScopedTokens.Grant>> GRANT = new TypedKey<>("grant");

    /** Of the key or the account. */
    static final TypedKey<String> NAME = new TypedKey<>("name");

    private final Clients clients;

    Admission(Clients clients) {
        this.clients = clients;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (clients.isFull()) {
            return CheckResult.rejectUpgrade(503, Map.of("Retry-After", List.of("5")));
        }
        context.userData().put(TRANSPORT, new Transport(context.httpRequest().connection()));
        return context.securityIdentity().map(caller -> {
            context.userData().put(GRANT, ScopedCaller.grant(caller));
            context.userData().put(NAME, Person.name(caller));
            return CheckResult.permitUpgradeSync();
        });
    }
}
