package dev.handoff.domain.community;

/** What became of a request to store something under its caller's id. */
public enum Put {
    CREATED,
    CHANGED,
    UNCHANGED
}
