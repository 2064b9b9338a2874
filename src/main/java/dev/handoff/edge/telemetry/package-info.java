/**
 * Turns what happens into log lines, spans and numbers.
 *
 * <pre>
 * TaskEvent     ──► LogLines, Metrics, Tracer
 * DispatchEvent ──► DispatchLines, Metrics, Tracer
 * BusEvent      ──► BusLines, BusMetrics
 * RabbitMqEvent ──► RabbitMqLines, RabbitMqMetrics
 * ScheduleEvent ──► ScheduleLines, ScheduleMetrics
 * PruneEvent    ──► PruneLines, PruneMetrics
 * TriggerEvent  ──► TriggerLines
 * LiveEvent, RedisEvent ──► LiveLines, LiveMetrics
 *
 * all lines ──► Log ──► LogLine ──► CloudFormatter (production) or plain text
 * Tracer, DeliveryTracer, ScanTracer and StatementTracer also make the spans around attempts, deliveries, scans and
 * statements
 * QueueGauges, PoolGauges and EventGauges look by themselves
 * </pre>
 *
 * <p>All but two kinds of lines are written here. {@code edge.http} logs the requests that failed and the tokens that it
 * refused, since these are no facts about tasks.
 *
 * <p>The engine tells facts and knows no logger, meter or tracer. Without this package tasks would run all the same. Task
 * ids are in lines and spans. They never label a metric, whose series would grow without end. Inputs are in none of the
 * three.
 *
 * <p>Production logs have a formatter of our own. The {@code gcp} format of Quarkus 3.32 names the trace fields
 * {@code trace}, {@code spanId} and {@code traceSampled}, puts the application's name where the project's belongs and keeps
 * the severity {@code WARN}. Google documents none of these.
 */
package dev.handoff.edge.telemetry;
