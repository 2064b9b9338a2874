/**
 * Runs what programs send with TaskIQ over NATS, which stay as they are.
 *
 * <pre>
 *   .kiq() ─► taskiq_tasks ─► Intake ─► TaskIqTrigger ─► task stored ─► acknowledged
 *               in a stream, or passing by        └─► not yet ─► held here, and tried again
 *                                                 └─► no task ─► ended, with the reason
 * </pre>
 *
 * <p>Understands the messages of TaskIQ's JSON serializer, which is its default. Whether a stream keeps them (TaskIQ's JetStream
 * brokers) or they pass by (its plain one) is found out by asking the server.
 *
 * <p>The id of a message makes its task once. TaskIQ sends a message again under the same id when it retries or requeues it,
 * with a label that counts; the count is part of the key then.
 */
package dev.handoff.edge.trigger.taskiq;
