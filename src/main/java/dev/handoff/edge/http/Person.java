package dev.handoff.edge.http;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.audit.AuditStore;
import dev.handoff.task.TaskId;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
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
        did(new Actor(name(), reason), action, entityType, entity);
    }

    /** The same of one who is known from an earlier request. */
    public void did(Actor actor, String action, String entityType, Object entity) {
        audit.add(actor.entry(action, entityType, String.valueOf(entity)));
    }

    /** Tells the audit log that something was done by submitting a task. */
    void did(Actor actor, String action, String entityType, Object entity, TaskId task) {
        audit.add(actor.entry(action, entityType, String.valueOf(entity), Map.of("task", task.toString())));
    }

    /** Tells the audit log that a task was submitted in place of another, or once more. */
    void sentAgain(TaskId origin, TaskId task) {
        sentAgain(name(), origin, task);
    }

    /** The same of one who is known from an earlier request. */
    public void sentAgain(String name, TaskId origin, TaskId task) {
        audit.add(
                Actor.of(name).entry("task.send_again", "task", task.toString(), Map.of("origin", origin.toString())));
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
        return name(caller);
    }

    /** The same of a caller whose request is not the one that is being answered. */
    public static String name(SecurityIdentity caller) {
        return caller.isAnonymous() ? "anonymous" : caller.getPrincipal().getName();
    }
}
