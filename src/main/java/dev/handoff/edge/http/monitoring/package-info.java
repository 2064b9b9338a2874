/**
 * Scans, their rules and the audit log over HTTP.
 *
 * <pre>
 *   GET                /api/scans/{id}           how a scan stands, and what it flagged
 *   GET                /api/scan-rules           all rules
 *   GET | PUT | DELETE /api/scan-rules/{id}      with ETag, If-Match and If-None-Match
 *   GET                /api/audit                who did what
 * </pre>
 *
 * <p>Scans can only be read here. They begin, grow and end by events, since their messages come from another service.
 */
package dev.handoff.edge.http.monitoring;
