package dev.handoff.event;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What happens to comments. */
public final class Comments {

    public static final Topic<Created> CREATED =
            new Topic<>("comment.created", 1, Created.class, "A comment was written.");

    public static final Topic<Deleted> DELETED =
            new Topic<>("comment.deleted", 1, Deleted.class, "A comment was deleted.");

    public static final Topic<Voted> VOTED =
            new Topic<>("comment.voted", 1, Voted.class, "A user has voted on a comment.");

    static final List<Topic<?>> ALL = List.of(CREATED, DELETED, VOTED);

    private Comments() {}

    /**
     * Data of {@code comment.created}.
     *
     * @param parentId the comment that it answers; absent if it answers the post
     */
    public record Created(
            @NotBlank @Size(max = 200) String commentId,
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @Size(max = 200) String parentId,
            @NotBlank @Size(max = 10_000) String content) {}

    /**
     * Data of {@code comment.deleted}.
     *
     * @param deletedBy the user who deleted it: the author or a moderator
     */
    public record Deleted(
            @NotBlank @Size(max = 200) String commentId,
            @NotBlank @Size(max = 200) String postId,
            @NotBlank @Size(max = 200) String authorId,
            @NotBlank @Size(max = 200) String deletedBy) {}

    /**
     * Data of {@code comment.voted}.
     *
     * @param userId who voted
     * @param voteType such as {@code up} or {@code down}
     */
    public record Voted(
            @NotBlank @Size(max = 200) String commentId,
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 50) String voteType) {}
}
