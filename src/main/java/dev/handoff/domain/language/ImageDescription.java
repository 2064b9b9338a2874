package dev.handoff.domain.language;

import dev.handoff.kit.provider.model.Interview.Tokens;

/**
 * What an image shows.
 *
 * @param description for search, of at most {@link VisionDescription#MAX_DESCRIPTION} code points
 * @param altText for people who can't see it, of at most {@link VisionDescription#MAX_ALT_TEXT} code points
 * @param model that looked
 * @param tokens used for it
 */
public record ImageDescription(String description, String altText, String model, Tokens tokens) {}
