/**
 * Functions for Cloud Run functions, by Funqy: a JVM that Google wakes for an event. Built by the profile {@code gcf} alone,
 * since Funqy's binding makes an uber-jar of every build that it is in.
 *
 * <p>They do what {@code POST /api/cloudevents} does, by the same {@link dev.handoff.edge.trigger.Triggers}. No task runs in
 * this JVM, which loses its processor as soon as the function has returned: the schedulers stand still, and the route of
 * the type has to lead elsewhere.
 */
package dev.handoff.edge.trigger.function;
