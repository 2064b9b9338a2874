package dev.handoff.edge.http;

import dev.handoff.kit.audit.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Who stands behind the request that is being answered. */
@ApplicationScoped
class Person {

    private final SecurityIdentity caller;

    Person(SecurityIdentity caller) {
        this.caller = caller;
    }

    /** @param body what may say why; null if there is none */
    Actor acting(ReasonBody body) {
        return new Actor(name(), ReasonBody.of(body));
    }

    private String name() {
        return caller.isAnonymous() ? "anonymous" : caller.getPrincipal().getName();
    }
}
