/**
 * Templates of podcast episodes over HTTP.
 *
 * <pre>
 *   GET | POST         /api/templates            list, store a new one
 *   GET                /api/templates/schema     the JSON Schema of a template
 *   GET | PUT | DELETE /api/templates/{id}       with ETag, If-Match and If-None-Match
 * </pre>
 *
 * <p>A template's version is its entity tag. Two people who edit the same template notice it by a 412, and neither silently
 * overwrites the other.
 */
package dev.handoff.edge.http.podcast;
