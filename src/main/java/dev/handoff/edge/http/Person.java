package dev.handoff.edge.http;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.audit.AuditStore;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Who stands behind the request that is being answered. */
@ApplicationScoped
public class Person {

    private final SecurityIdentity caller;
    private final AuditStore audit;

    Person(SecurityIdentity caller, AuditStore audit) {
        this.caller = caller;
        this.audit = audit;
    }

    /**
     * Tells the audit log what was done, before the request is answered.
     *
     * @param action such as {@code task.cancel}
     */
    public void did(String action, String entityType, Object entity, Optional<String> reason) {
        audit.add(new Actor(name(), reason).entry(action, entityType, String.valueOf(entity)));
    }

    /** Whether inputs and results are shown. */
    boolean seesData() {
        return caller.hasRole(Caller.DATA);
    }

    /** @param body what may say why; null if there is none */
    Actor acting(ReasonBody body) {
        return new Actor(name(), ReasonBody.of(body));
    }

    /** Of the key, or of the account. */
    public String name() {
        return caller.isAnonymous() ? "anonymous" : caller.getPrincipal().getName();
    }
}
