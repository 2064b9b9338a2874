package dev.handoff.domain.community;

import static dev.handoff.domain.community.Recount.RECOUNT;

import dev.handoff.domain.community.Entity.Kind;
import dev.handoff.event.Circles;
import dev.handoff.event.Comments;
import dev.handoff.event.Users;
import dev.handoff.event.Votes;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything after which something is counted anew. */
@Singleton
class CountSubscribers {

    @Produces
    @Singleton
    Subscriber<Votes.Created> voteCreated() {
        return new Subscription<>(
                "count-vote-created", Votes.CREATED, (it, tasks) -> vote(it.entityType(), it.entityId(), tasks));
    }

    @Produces
    @Singleton
    Subscriber<Votes.Updated> voteUpdated() {
        return new Subscription<>(
                "count-vote-updated", Votes.UPDATED, (it, tasks) -> vote(it.entityType(), it.entityId(), tasks));
    }

    @Produces
    @Singleton
    Subscriber<Votes.Deleted> voteDeleted() {
        return new Subscription<>(
                "count-vote-deleted", Votes.DELETED, (it, tasks) -> vote(it.entityType(), it.entityId(), tasks));
    }

    @Produces
    @Singleton
    Subscriber<Comments.Created> commentCreated() {
        return new Subscription<>("count-comment-created", Comments.CREATED, (it, tasks) -> {
            count(Kind.POST, it.postId(), tasks);
            Optional.ofNullable(it.parentId())
                    .ifPresent(parent -> tasks.submit("parent", RECOUNT, new Recount.Input(Kind.COMMENT, parent)));
        });
    }

    @Produces
    @Singleton
    Subscriber<Users.Followed> followed() {
        return new Subscription<>(
                "count-followed", Users.FOLLOWED, (it, tasks) -> count(Kind.USER, it.userId(), tasks));
    }

    @Produces
    @Singleton
    Subscriber<Users.Unfollowed> unfollowed() {
        return new Subscription<>(
                "count-unfollowed", Users.UNFOLLOWED, (it, tasks) -> count(Kind.USER, it.userId(), tasks));
    }

    @Produces
    @Singleton
    Subscriber<Circles.Joined> joined() {
        return new Subscription<>(
                "count-joined", Circles.JOINED, (it, tasks) -> count(Kind.CIRCLE, it.circleId(), tasks));
    }

    @Produces
    @Singleton
    Subscriber<Circles.Left> left() {
        return new Subscription<>("count-left", Circles.LEFT, (it, tasks) -> count(Kind.CIRCLE, it.circleId(), tasks));
    }

    /** Votes on anything but posts and comments are left alone. */
    private static void vote(String type, String id, EventTasks tasks) {
        Stream.of(Kind.POST, Kind.COMMENT)
                .filter(kind -> kind.word().equals(type))
                .forEach(kind -> count(kind, id, tasks));
    }

    private static void count(Kind kind, String id, EventTasks tasks) {
        tasks.submit(kind.word(), RECOUNT, new Recount.Input(kind, id));
    }
}
