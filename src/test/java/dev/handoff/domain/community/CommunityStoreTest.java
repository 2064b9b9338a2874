package dev.handoff.domain.community;

import static dev.handoff.domain.community.VoteStore.VoteType.DOWN;
import static dev.handoff.domain.community.VoteStore.VoteType.UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.task.Conflict;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is stored of a community, and which events are stored with it. */
class CommunityStoreTest {

    private static CommunityStores stores;

    private final String post = "p-" + UUID.randomUUID();
    private final String comment = "c-" + UUID.randomUUID();
    private final String user = "u-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        stores = new CommunityStores();
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    private PostStore.Draft draft(String title) {
        return new PostStore.Draft(post, "jane", null, title, "words");
    }

    private CommentStore.Draft comment(String content) {
        return new CommentStore.Draft(comment, post, "ann", null, content);
    }

    @Test
    void postIsPublishedOnceAndChangedWhenItsWordsAre() {
        assertThat(stores.posts.put(draft("Emma"))).isEqualTo(Put.CREATED);
        assertThat(stores.posts.put(draft("Emma"))).isEqualTo(Put.UNCHANGED);
        assertThat(stores.posts.put(draft("Sense"))).isEqualTo(Put.CHANGED);

        assertThat(stores.told(post)).containsExactly("post.published", "post.updated");
        assertThat(stores.posts.get(post).title()).isEqualTo("Sense");
    }

    @Test
    void deletedPostIsGoneForGood() {
        stores.posts.put(draft("Emma"));
        stores.posts.delete(post, Optional.of("mod"));
        stores.posts.delete(post, Optional.empty());

        assertThat(stores.told(post)).containsExactly("post.published", "post.deleted");
        assertThat(stores.posts.find(post)).isEmpty();
        assertThatThrownBy(() -> stores.posts.put(draft("Emma"))).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> stores.posts.delete("nothing", Optional.empty()))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void postKeepsItsAuthorAndItsCircle() {
        stores.posts.put(draft("Emma"));

        assertThatThrownBy(() -> stores.posts.put(new PostStore.Draft(post, "bob", null, "Emma", "")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("another author");
        assertThatThrownBy(() -> stores.posts.put(new PostStore.Draft(post, "jane", "c1", "Emma", "")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void nobodyFollowsHimself() {
        assertThatThrownBy(() -> stores.follows.follow(user, user)).isInstanceOf(Invalid.class);
        assertThat(stores.told(user)).isEmpty();
    }

    @Test
    void commentIsToldOnceAndNeverChanges() {
        stores.posts.put(draft("Emma"));

        assertThat(stores.comments.put(comment("fine"))).isEqualTo(Put.CREATED);
        assertThat(stores.comments.put(comment("fine"))).isEqualTo(Put.UNCHANGED);
        assertThatThrownBy(() -> stores.comments.put(comment("bad"))).isInstanceOf(Conflict.class);
        assertThat(stores.told(comment)).containsExactly("comment.created");
    }

    @Test
    void nothingIsSaidBelowWhatThereIsNot() {
        assertThatThrownBy(() -> stores.comments.put(comment("fine"))).isInstanceOf(NotFound.class);
        stores.posts.put(draft("Emma"));
        assertThatThrownBy(() -> stores.comments.put(new CommentStore.Draft(comment, post, "ann", "none", "fine")))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> stores.votes.put(Entity.comment(comment), user, UP))
                .isInstanceOf(NotFound.class);

        assertThat(stores.told(comment)).isEmpty();
    }

    @Test
    void userHasOneVote() {
        stores.posts.put(draft("Emma"));
        var entity = Entity.post(post);

        assertThat(stores.votes.put(entity, user, UP)).isEqualTo(Put.CREATED);
        assertThat(stores.votes.put(entity, user, UP)).isEqualTo(Put.UNCHANGED);
        assertThat(stores.votes.put(entity, user, DOWN)).isEqualTo(Put.CHANGED);
        stores.votes.delete(entity, user);
        stores.votes.delete(entity, user);

        assertThat(stores.told(user))
                .containsExactly("post.voted", "vote.created", "post.voted", "vote.updated", "vote.deleted");
    }

    @Test
    void whoFollowsOrJoinsTwiceIsToldOnce() {
        assertThat(stores.follows.follow("jane", user)).isTrue();
        assertThat(stores.follows.follow("jane", user)).isFalse();
        assertThat(stores.follows.unfollow("jane", user)).isTrue();
        assertThat(stores.follows.unfollow("jane", user)).isFalse();
        assertThat(stores.follows.join("readers", user)).isTrue();
        assertThat(stores.follows.leave("readers", user)).isTrue();

        assertThat(stores.told(user))
                .containsExactly("user.followed", "user.unfollowed", "circle.joined", "circle.left");
    }

    @Test
    void onlyARegistrationIsToldOfAUser() {
        assertThat(stores.users.put(user, "Jane")).isEqualTo(Put.CREATED);
        assertThat(stores.users.put(user, "Jane")).isEqualTo(Put.UNCHANGED);
        assertThat(stores.users.put(user, "Jane Austen")).isEqualTo(Put.CHANGED);

        assertThat(stores.told(user)).containsExactly("user.registered");
    }

    @Test
    void earlierTicketDoesNotOverwriteALaterCount() {
        stores.posts.put(draft("Emma"));
        var entity = Entity.post(post);
        long early = stores.counts.draw(entity).orElseThrow();
        long late = stores.counts.draw(entity).orElseThrow();
        stores.votes.put(entity, user, UP);
        stores.counts.count(entity, late);
        stores.votes.delete(entity, user);

        stores.counts.count(entity, early);

        assertThat(stores.counts.find(entity).upvotes()).isEqualTo(1);
    }

    @Test
    void tenUpvotesAreWorthAsMuchAsTwelveAndAHalfHours() {
        stores.posts.put(draft("Emma"));
        var entity = Entity.post(post);
        stores.counts.count(entity, stores.counts.draw(entity).orElseThrow());
        double new_ = stores.counts.find(entity).hotness();
        for (int i = 0; i < 10; i++) {
            stores.votes.put(entity, "u" + i, UP);
        }

        stores.counts.count(entity, stores.counts.draw(entity).orElseThrow());

        double age = stores.posts.get(post).createdAt().toEpochMilli() / 1000.0 - 1_134_028_003;
        assertThat(new_).isCloseTo(age / 45_000, within(1e-6));
        assertThat(stores.counts.find(entity).hotness()).isCloseTo(new_ + 1, within(1e-9));
    }

    @Test
    void downvotesCoolAsMuchAsUpvotesHeat() {
        stores.posts.put(draft("Emma"));
        var entity = Entity.post(post);
        for (int i = 0; i < 10; i++) {
            stores.votes.put(entity, "u" + i, DOWN);
        }

        stores.counts.count(entity, stores.counts.draw(entity).orElseThrow());

        double age = stores.posts.get(post).createdAt().toEpochMilli() / 1000.0 - 1_134_028_003;
        assertThat(stores.counts.find(entity).hotness()).isCloseTo(age / 45_000 - 1, within(1e-6));
    }
}
