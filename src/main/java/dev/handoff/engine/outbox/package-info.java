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
 * first. There is no table of handled events, because the tasks already are one, and the statement that stores them is the
 * effect itself.
 *
 * <p>Events come in no particular order. A subscriber that needs one looks at the time of the event, or reads what is true
 * by now.
 *
 * <p>When a subscriber fails, it and the others of its topic are called again, after growing delays. After too many failures
 * the event is dead until a replay is asked for. A broker or a database that doesn't answer is no failure: the event waits
 * for as long as it takes.
 *
 * <p>A broker's carrier lives in a package of its own below this one, which alone knows the broker's client.
 */
package dev.handoff.engine.outbox;
