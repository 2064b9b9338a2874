package dev.handoff.domain.podcast.template;

/**
 * A template that was put in its place.
 *
 * @param created whether there was none of its id before
 */
public record PutTemplate(TemplateRecord template, boolean created) {}
