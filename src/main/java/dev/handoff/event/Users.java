package dev.handoff.event;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What users do among themselves. */
public final class Users {

    public static final Topic<Followed> FOLLOWED =
            new Topic<>("user.followed", 1, Followed.class, "A user has begun to follow another one.");

    public static final Topic<Unfollowed> UNFOLLOWED =
            new Topic<>("user.unfollowed", 1, Unfollowed.class, "A user follows another one no more.");

    public static final Topic<Registered> REGISTERED =
            new Topic<>("user.registered", 1, Registered.class, "A user was registered.");

    static final List<Topic<?>> ALL = List.of(FOLLOWED, UNFOLLOWED, REGISTERED);

    private Users() {}

    /**
     * Data of {@code user.followed}.
     *
     * @param userId who is followed
     */
    public record Followed(
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 200) String followerId) {}

    /**
     * Data of {@code user.unfollowed}.
     *
     * @param userId who was followed
     */
    public record Unfollowed(
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 200) String followerId) {}

    /**
     * Data of {@code user.registered}.
     *
     * @param name as it is shown to others
     */
    public record Registered(
            @NotBlank @Size(max = 200) String userId,
            @NotBlank @Size(max = 200) String name) {}
}
