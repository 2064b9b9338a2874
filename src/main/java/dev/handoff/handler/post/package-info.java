/**
 * What follows from the publication of a post, as an example of events: three subscribers of {@code post.published}, each
 * with one task.
 *
 * <pre>
 *                     ┌──► index-post         the terms by which the post is found
 *   post.published ───┼──► feed-post          its entry in the feeds
 *                     └──► notify-followers   the text of the notification
 * </pre>
 *
 * <p>Handoff has neither an index nor feeds nor followers: the tasks work out what such a service would be sent, and return
 * it. Knows {@code task}, {@code event} and {@code subscriber}.
 */
package dev.handoff.handler.post;
