package dev.handoff.event;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Votes, whatever they are on. */
public final class Votes {

    public static final Topic<Created> CREATED =
            new Topic<>("vote.created", 1, Created.class, "A user has voted on something for the first time.");

    public static final Topic<Updated> UPDATED =
            new Topic<>("vote.updated", 1, Updated.class, "A user has changed a vote.");

    public static final Topic<Deleted> DELETED =
            new Topic<>("vote.deleted", 1, Deleted.class, "A user has withdrawn a vote.");

    static final List<Topic<?>> ALL = List.of(CREATED, UPDATED, DELETED);

    private Votes() {}

    /**
     * Data of {@code vote.created}.
     *
     * @param entityType what was voted on: {@code post} or {@code comment}
     * @param voteType such as {@code up} or {@code down}
     */
    public record Created(
            @NotBlank @Size(max = 200) String voteId,
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 50) String entityType,
            @NotBlank @Size(max = 200) String entityId,
            @NotBlank @Size(max = 50) String voteType) {}

    /**
     * Data of {@code vote.updated}.
     *
     * @param voteType as it is now
     */
    public record Updated(
            @NotBlank @Size(max = 200) String voteId,
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 50) String entityType,
            @NotBlank @Size(max = 200) String entityId,
            @NotBlank @Size(max = 50) String voteType) {}

    /**
     * Data of {@code vote.deleted}.
     *
     * @param voteType as it was
     */
    public record Deleted(
            @NotBlank @Size(max = 200) String voteId,
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 50) String entityType,
            @NotBlank @Size(max = 200) String entityId,
            @NotBlank @Size(max = 50) String voteType) {}
}
