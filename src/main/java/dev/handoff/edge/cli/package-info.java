/**
 * What a person types: {@code ./handoff COMMAND}.
 *
 * <pre>
 *   submit, status, watch, cancel, retry, list, types,
 *   topics, events, schedules, dead-letters            ──► Server ──► HTTP ──► a running Handoff
 *   serve, run, database, migrate, doctor, dispatch,
 *   reroute, bench                                     ──► InProcess ──► Quarkus, and its database if it has none
 *   config, models, completion                         ──► this machine's settings and files
 *   emulator                                           ──► EmulatorStarter, if there is one
 * </pre>
 *
 * <p>Only the second row starts Quarkus. A person waits for each command, and a JVM that only asks a question answers in a
 * fraction of a second.
 *
 * <p>What went wrong is one line on stderr with the remedy, and one of the exit codes of
 * {@link dev.handoff.edge.cli.ExitCode}. Stdout holds nothing but the answer, so that it can be piped.
 *
 * <p>May know every other package; nothing but {@code Main} knows it.
 */
package dev.handoff.edge.cli;
