package dev.handoff.domain.podcast.assemble;

/**
 * How far an episode is.
 *
 * @param groupId the group of the pieces that are being cleaned
 * @param pieces how many they are
 * @param episode null as long as the pieces are being cleaned; the completion task of the group has it
 */
public record Assembled(String groupId, int pieces, Episode episode) {}
