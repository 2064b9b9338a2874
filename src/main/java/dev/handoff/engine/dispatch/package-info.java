/**
 * Both ends of the wire: doorbells go out through a {@link dev.handoff.engine.dispatch.Route} and come in at the
 * {@link dev.handoff.engine.dispatch.TaskReceiver}, whatever carried them.
 *
 * <p>A doorbell only says "task N of type T is due". The task is committed before the first one rings, so a lost,
 * late or repeated doorbell is harmless and no transport needs to be exact. Each route is one sub-package with one
 * {@code Route} bean; nothing outside this package may talk to a transport.
 *
 * <pre>
 *   choose(type): dry-run ─ no ─► cloud-tasks ─ no ─► rabbitmq, nats ─ no ─► worker ─ no ─► loopback ─ no ─► local
 *                    │                 │                    │                 │               │               │
 *   ring(bell):      ▼                 ▼                    ▼                 ▼               ▼               ▼
 *                 decline        a queue's push      any free worker    another server   this server     the table
 * </pre>
 *
 * <p>Where instances share nothing but the database, the table itself is the queue: tasks of the route {@code local} need no
 * doorbell, and come in from the {@link dev.handoff.engine.dispatch.TaskSource} when there are slots for them.
 *
 * <p>The first route that takes a type gets it, by configuration alone and before the task is stored. One that is asked for
 * and can't work breaks the choice instead of passing it on: a task that quietly went another way would be looked for in the
 * wrong place. The route is stored with the task, and how long its doorbells may stay unanswered with it.
 *
 * <p>{@code HANDOFF_ROUTES} takes types, or all light or heavy ones, out of that table: only the route that it names is asked
 * for them. Weights say what a type takes and routes what they are good for, so that one program can keep quick work in the
 * process and leave the rest to workers elsewhere.
 *
 * <p>Dry-run is a route among others, so that no handler and no caller ever asks whether it is on.
 *
 * <p>Knows {@code task} and what types are called, and nothing else of Handoff.
 */
package dev.handoff.engine.dispatch;
