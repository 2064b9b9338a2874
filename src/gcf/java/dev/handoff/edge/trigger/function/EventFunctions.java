package dev.handoff.edge.trigger.function;

import dev.handoff.edge.trigger.Triggers;
import io.cloudevents.CloudEvent;
import io.quarkus.funqy.Funq;

/** Functions that Google calls with an event. They end when its task is stored and on its way to who runs it. */
public class EventFunctions {

    private final Triggers triggers;

    EventFunctions(Triggers triggers) {
        this.triggers = triggers;
    }

    /**
     * Has a recording transcribed that was uploaded below HANDOFF_INPUT, and can do nothing else.
     *
     * @throws IllegalArgumentException if it is another event: the function has the wrong trigger
     */
    @Funq
    public void upload(CloudEvent event) {
        if (!event.getType().equals(Triggers.UPLOAD)) {
            throw new IllegalArgumentException(
                    "this function is for events of type " + Triggers.UPLOAD + ", was called with " + event.getType());
        }
        triggers.take(event);
    }

    /** Submits the task that an event asks for: a message of Pub/Sub, or any that {@link Triggers} knows. */
    @Funq
    public void event(CloudEvent event) {
        triggers.take(event);
    }
}
