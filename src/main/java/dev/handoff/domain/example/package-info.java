/**
 * Examples: {@code process-message}, which shows what a task can do, and {@code index-post}, a subscriber of
 * {@code post.published} with one task, which returns the terms by which a post would be found.
 */
package dev.handoff.domain.example;
