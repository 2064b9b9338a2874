package dev.handoff.task;

import dev.handoff.event.Event;
import dev.handoff.event.Topic;

/** Turns the events of one topic into tasks. May be called any number of times for one event, and by several at once. */
public interface Subscriber<E> {

    /**
     * Names this subscriber for ever: its queue and its tasks go by it. Another name would be another subscriber.
     *
     * @return unique; lower-case letters, digits and hyphens, at most 63 characters, the first a letter
     */
    String name();

    /** What it listens to. */
    Topic<E> topic();

    /**
     * Submits what is to be done about the event. Must be quick and must not depend on anything that may be down; that is
     * for the tasks.
     *
     * @throws Exception if nothing can be done about it now; the event is brought again later, and to no avail in the end
     */
    void receive(Event<E> event, EventTasks tasks) throws Exception;
}
