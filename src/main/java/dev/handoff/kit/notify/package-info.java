/**
 * Notices to users: stored, so that they can be read later, and told live to those who look on.
 *
 * <pre>
 *   a handler ──► Notices.tell ──► notice ──► GET /api/users/{id}/notices
 *                      └──► notice.stored, live
 * </pre>
 *
 * <p>A notice has a cause, and a user is told once about each, however often and by however many tasks. What it says is in its
 * kind and what it is about, so that texts can be written in the language of whoever reads it.
 */
package dev.handoff.kit.notify;
