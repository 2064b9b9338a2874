package dev.handoff.domain.podcast.assemble;

/**
 * How far an episode is.
 *
 * @param groupId the group of the pieces that are being cleaned
 * @param pieces how many pieces there are
 * @param episode null while the pieces are being cleaned; the group's completion task returns it
 */
public record Assembled(String groupId, int pieces, Episode episode) {}
