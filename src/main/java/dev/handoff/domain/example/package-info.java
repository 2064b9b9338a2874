/**
 * Examples: {@code process-message}, which shows what a task can do, and three subscribers of {@code post.published} with
 * one task each.
 *
 * <pre>
 *                     ┌──► index-post         the terms by which the post is found
 *   post.published ───┼──► feed-post          its entry in the feeds
 *                     └──► notify-followers   the text of the notification
 * </pre>
 *
 * <p>Handoff has neither an index nor feeds nor followers. The tasks return what they would send to such a service.
 */
package dev.handoff.domain.example;
