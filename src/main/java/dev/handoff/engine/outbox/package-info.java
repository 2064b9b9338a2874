/**
 * How events come to their subscribers: published into the outbox, relayed by a carrier, delivered into the inbox.
 *
 * <pre>
 *   Events.publish ───┐                     ┌──► InProcessCarrier ──────────────┐
 *                     ├──► event ──► Relay ─┤                                   ├──► Subscriptions.deliver ──► task
 *   TaskRun.publish ──┘   (outbox)     ▲    └──► RabbitMqCarrier ─ queues ──────┘                            (inbox)
 *                            Replay ───┘
 * </pre>
 *
 * <p>Every arrow may be taken twice. The relay holds an event by a lease and marks it when the carrier has it; a process
 * that dies in between leaves it to another one, which brings it again. A subscriber can do nothing but submit tasks, and
 * each is submitted with a key made of the event, the subscriber and a name, so the second time finds the tasks of the
 * first. That is why there is no table of handled events: the tasks are it, and are stored by the one statement that makes
 * the effect.
 *
 * <p>Events come in no particular order; who needs one looks at the time of the event or reads what is true by now.
 *
 * <p>A subscriber that fails is called again, with the others of its topic, later and later, and after some failures the
 * event is dead until somebody asks for a replay. A broker that doesn't answer and a database that doesn't are nobody's
 * failure: the event waits for them for as long as it takes.
 *
 * <p>Knows {@code event}, {@code subscriber}, {@code task}, {@code store}, {@code dispatch} and {@code engine}. A broker's
 * carrier lives in a package of its own below this one, which alone knows the broker's client.
 */
package dev.handoff.engine.outbox;
