package dev.handoff.engine.sweep;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.store.PausedType;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.store.Waker;
import dev.handoff.kit.audit.Actor;
import dev.handoff.task.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Pauses and resumes types of tasks, for people who need time to look at what is wrong. */
@ApplicationScoped
public class Pauses {

    private final TaskTypes types;
    private final TaskStore store;
    private final Dispatcher dispatcher;
    private final Waker waker;

    Pauses(TaskTypes types, TaskStore store, Dispatcher dispatcher, Waker waker) {
        this.types = types;
        this.store = store;
        this.dispatcher = dispatcher;
        this.waker = waker;
    }

    /**
     * From now on no attempt of the type begins, on any route and any instance. What runs goes on. Tasks can still be
     * submitted, and wait.
     *
     * @return the pause; the earlier one if it is paused already
     * @throws NotFound if there is no handler for it here
     */
    public PausedType pause(String name, Actor actor) {
        var type = types.get(name).name();
        // Between the two, somebody may have resumed it: then the pause of this call is the one that counts.
        return store.pause(type, actor).or(() -> find(type)).orElseGet(() -> pause(type, actor));
    }

    /**
     * Attempts of the type begin again; what is due is rung for at once.
     *
     * @return false if it wasn't paused
     * @throws NotFound if it wasn't, and there is no handler for it here
     */
    public boolean resume(String name, Actor actor) {
        var type = types.nameOf(name);
        boolean resumed = store.resume(type, actor);
        if (!resumed) {
            types.get(type);
        }
        waker.wake(type);
        dispatcher.sweep();
        return resumed;
    }

    /** In the order of their names; those that are unknown here too. */
    public List<PausedType> all() {
        return store.paused();
    }

    private Optional<PausedType> find(String type) {
        return all().stream().filter(it -> it.type().equals(type)).findFirst();
    }
}
