package dev.handoff.domain.community;

import dev.handoff.event.Circles;
import dev.handoff.event.Users;
import dev.handoff.kit.database.Outbox;
import dev.handoff.kit.database.Outbox.Telling;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.Invalid;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Who follows whom, and who belongs to which circle, in PostgreSQL. A change and the event that tells of it are one statement,
 * which throws {@link StoreUnavailable} when PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class FollowStore {

    private static final String OF_USERS = "/api/users";
    private static final String OF_CIRCLES = "/api/circles";
    private static final String DONE = "done";

    static final String FOLLOW = """
            change AS (
                INSERT INTO follow (user_id, follower_id) VALUES ($1, $2) ON CONFLICT (user_id, follower_id) DO NOTHING
                RETURNING 'done' AS occasion
            )""";

    static final String UNFOLLOW = """
            change AS (
                DELETE FROM follow WHERE user_id = $1 AND follower_id = $2 RETURNING 'done' AS occasion
            )""";

    static final String JOIN = """
            change AS (
                INSERT INTO circle_member (circle_id, user_id) VALUES ($1, $2) ON CONFLICT (circle_id, user_id) DO NOTHING
                RETURNING 'done' AS occasion
            )""";

    static final String LEAVE = """
            change AS (
                DELETE FROM circle_member WHERE circle_id = $1 AND user_id = $2 RETURNING 'done' AS occasion
            )""";

    private final Outbox outbox;

    public FollowStore(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Has a user follow another one.
     *
     * @return false if he did so already
     * @throws Invalid if both are the same
     */
    public boolean follow(String user, String follower) {
        if (user.equals(follower)) {
            throw Invalid.of("body", "follower_id", "must be somebody else than the user, was " + follower);
        }
        var told = new Telling<>(DONE, Users.FOLLOWED, new Users.Followed(user, follower));
        return store(FOLLOW, user, follower, OF_USERS, told);
    }

    /** @return false if he didn't follow him */
    public boolean unfollow(String user, String follower) {
        var told = new Telling<>(DONE, Users.UNFOLLOWED, new Users.Unfollowed(user, follower));
        return store(UNFOLLOW, user, follower, OF_USERS, told);
    }

    /** @return false if the user belonged to the circle already */
    public boolean join(String circle, String user) {
        var told = new Telling<>(DONE, Circles.JOINED, new Circles.Joined(circle, user));
        return store(JOIN, circle, user, OF_CIRCLES, told);
    }

    /** @return false if the user didn't belong to the circle */
    public boolean leave(String circle, String user) {
        var told = new Telling<>(DONE, Circles.LEFT, new Circles.Left(circle, user));
        return store(LEAVE, circle, user, OF_CIRCLES, told);
    }

    private boolean store(String change, String one, String other, String source, Telling<?> told) {
        return outbox.store(change, Tuple.of(one, other), source, List.of(told)).isPresent();
    }
}
