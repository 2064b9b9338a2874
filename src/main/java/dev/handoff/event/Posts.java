package dev.handoff.event;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What happens to posts. */
public final class Posts {

    public static final Topic<Published> PUBLISHED =
            new Topic<>("post.published", 1, Published.class, "A post has become visible.");

    public static final Topic<Updated> UPDATED =
            new Topic<>("post.updated", 1, Updated.class, "The title or the content of a post has changed.");

    public static final Topic<Deleted> DELETED = new Topic<>("post.deleted", 1, Deleted.class, "A post was deleted.");

    public static final Topic<Voted> VOTED = new Topic<>("post.voted", 1, Voted.class, "A user has voted on a post.");

    static final List<Topic<?>> ALL = List.of(PUBLISHED, UPDATED, DELETED, VOTED);

    private Posts() {}

    /**
     * Data of {@code post.published}.
     *
     * @param circleId the circle in which it was published; absent if in none
     */
    public record Published(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @Size(max = 200) String circleId,
            @NotBlank @Size(max = 500) String title) {}

    /**
     * Data of {@code post.updated}.
     *
     * @param title as it is now
     */
    public record Updated(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @NotBlank @Size(max = 500) String title) {}

    /**
     * Data of {@code post.deleted}.
     *
     * @param deletedBy the user who deleted it: the author or a moderator
     */
    public record Deleted(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @NotBlank @Size(max = 200) String deletedBy) {}

    /**
     * Data of {@code post.voted}.
     *
     * @param userId who voted
     * @param voteType such as {@code up} or {@code down}
     */
    public record Voted(
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 50) String voteType) {}
}
