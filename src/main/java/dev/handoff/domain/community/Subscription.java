package dev.handoff.domain.community;

import dev.handoff.event.Event;
import dev.handoff.event.Topic;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;

/** A subscriber that makes tasks of the data alone. */
record Subscription<E>(String name, Topic<E> topic, Reaction<E> reaction) implements Subscriber<E> {

    /** What is to be done about an event. */
    interface Reaction<E> {
        void submit(E data, EventTasks tasks);
    }

    @Override
    public void receive(Event<E> event, EventTasks tasks) {
        reaction.submit(event.data(), tasks);
    }
}
