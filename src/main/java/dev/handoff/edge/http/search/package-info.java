/**
 * Messages and atoms over HTTP: storing them, and finding them by their meaning.
 *
 * <pre>
 *   POST /api/messages | /api/atoms     store one or many
 *   GET  /api/search                    the items nearest to some words
 * </pre>
 *
 * <p>Storing does not embed: vectors may cost money, so a caller decides when to submit the tasks that make them.
 */
package dev.handoff.edge.http.search;
