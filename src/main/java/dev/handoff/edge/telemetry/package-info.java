/**
 * Turns what happens into log lines, spans and numbers; nothing else in Handoff logs, traces or counts.
 *
 * <pre>
 * DispatchEvent ──► DispatchLines, Metrics, Tracer
 * TaskEvent ──► LogLines, Metrics, Tracer      Tracer ◄── engine.Tracing
 * BusEvent ──► BusLines, BusMetrics            DeliveryTracer ◄── bus.DeliveryTracing
 * RabbitMqEvent ──► RabbitMqLines, RabbitMqMetrics
 * PruneEvent ──► PruneLines, PruneMetrics
 * ScheduleEvent ──► ScheduleLines, ScheduleMetrics
 *
 * all lines ──► Log ──► LogLine ──► CloudFormatter (production) or plain text
 * QueueGauges, PoolGauges, EventGauges look by themselves
 * </pre>
 *
 * <p>The engine tells facts and knows no logger, meter or tracer, so that leaving this package out changes nothing about
 * tasks. Task ids are in lines and spans but never label a metric, whose series would grow without end. Inputs are in
 * none of the three.
 *
 * <p>Production logs are written by a formatter of our own because the {@code gcp} format of Quarkus 3.32 names the trace
 * fields {@code trace}, {@code spanId} and {@code traceSampled}, puts the application's name where the project's belongs
 * and keeps the severity {@code WARN}: Google documents none of these.
 *
 * <p>Knows {@code engine}, {@code bus}, {@code dispatch}, {@code rabbitmq}, {@code prune}, {@code schedule},
 * {@code store} and {@code task}; nothing may know it.
 */
package dev.handoff.edge.telemetry;
