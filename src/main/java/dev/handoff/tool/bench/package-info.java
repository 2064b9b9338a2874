/**
 * How fast the engine is, and how fast it could be: the real one in this process, beside what the same machine and
 * database do without it, in the same run.
 *
 * <pre>
 *   BareLimits ──► a copy of the task table, plain JDBC ──┐
 *                                                         ├──► Report ──► Comparison: a ratio, an aim
 *   EngineRates, LatencyPhase, IdlePhase ──► Load ──► Tasks ──┘
 *                          Witness ◄── TaskEvent
 *   LivePhase ──► Announcer … the WebSocket ──► Audience
 * </pre>
 *
 * <p>Figures of two machines can't be compared, since the time that a disk takes to keep a commit differs by a factor of
 * forty between them; the ratios can. The measurement takes everything in the database for its own, so it must be one
 * that no other program uses.
 */
package dev.handoff.tool.bench;
