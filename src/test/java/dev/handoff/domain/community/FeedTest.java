package dev.handoff.domain.community;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.notify.Notice;
import dev.handoff.kit.notify.Notices;
import dev.handoff.kit.notify.StoredNotice;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import dev.handoff.task.TestRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of a post, from its publication to its readers and back. */
class FeedTest {

    private static CommunityStores stores;
    private static FeedPost feedPost;
    private static NotifyFollowers notifyFollowers;
    private static RetractPost retractPost;

    private final String author = "a-" + UUID.randomUUID();
    private final String ann = "ann-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        stores = new CommunityStores();
        var notices = new Notices(stores.notices);
        feedPost = new FeedPost(stores.feeds, stores.posts);
        notifyFollowers = new NotifyFollowers(stores.feeds, stores.posts, notices);
        retractPost = new RetractPost(stores.feeds, stores.posts, stores.comments, notices);
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    private String publish(String circle) {
        var post = "p-" + UUID.randomUUID();
        stores.posts.put(new PostStore.Draft(post, author, circle, "Emma", ""));
        return post;
    }

    private FeedPost.Fed feed(String post) {
        return feedPost.handle(new FeedPost.Input(post, author, null, "Emma", Instant.now()), new TestRun());
    }

    private int tell(String post) {
        return notifyFollowers
                .handle(new NotifyFollowers.Input(post, author, "Emma"), new TestRun())
                .told();
    }

    private static void retract(String post) {
        retractPost.handle(new RetractPost.Input(post), new TestRun() {
            @Override
            public <I> TaskId submit(String name, TaskType<I, ?> type, I input) {
                return taskId();
            }
        });
    }

    private static List<String> read(String user) {
        return stores.feeds.read(user, Optional.empty(), 100).stream()
                .map(Post::postId)
                .toList();
    }

    private static List<String> told(String user) {
        return stores.notices.list(user, Optional.empty(), 100).stream()
                .map(StoredNotice::notice)
                .map(it -> it.kind() + " " + it.entityId())
                .toList();
    }

    @Test
    void followersReadAPostOnceAndNewestFirst() {
        stores.follows.follow(author, ann);
        var first = publish(null);
        var second = publish(null);

        assertThat(feed(first).readers()).isEqualTo(1);
        feed(second);
        feed(second);
        assertThat(tell(second)).isEqualTo(1);
        assertThat(tell(second)).isZero();

        assertThat(read(ann)).containsExactly(second, first);
        assertThat(read(bob)).isEmpty();
        assertThat(told(ann)).containsExactly("post " + second);
    }

    @Test
    void circlesPostIsItsMembersAlone() {
        var circle = "c-" + UUID.randomUUID();
        stores.follows.follow(author, ann);
        stores.follows.join(circle, bob);
        stores.follows.join(circle, author);

        var post = publish(circle);
        feed(post);
        tell(post);

        assertThat(read(ann)).isEmpty();
        assertThat(read(bob)).containsExactly(post);
        assertThat(told(bob)).containsExactly("post " + post);
        assertThat(read(author)).isEmpty();
    }

    @Test
    void feedEndsWithTheFollowing() {
        stores.follows.follow(author, ann);
        var post = publish(null);
        feed(post);

        stores.follows.unfollow(author, ann);

        assertThat(read(ann)).isEmpty();
    }

    @Test
    void postOfManyReadersIsPulled() {
        stores.follows.follow(author, ann);
        stores.crowd(author, FeedStore.MAX_PUSHED - 1);
        var pushed = publish(null);
        assertThat(feed(pushed).readers()).isEqualTo(FeedStore.MAX_PUSHED);
        stores.follows.follow(author, bob);

        var post = publish(null);
        assertThat(feed(post)).isEqualTo(new FeedPost.Fed(post, 0, true));

        assertThat(read(ann)).containsExactly(post, pushed);
        assertThat(read(bob)).containsExactly(post);
        stores.posts.delete(post, Optional.empty());
        assertThat(read(bob)).isEmpty();
        stores.posts.delete(pushed, Optional.empty());
        retract(pushed);
        assertThat(stores.feeds.withdraw(pushed)).isZero();
    }

    @Test
    void everythingIsUndoneWhenItIsDeletedInWhateverOrder() {
        stores.follows.follow(author, ann);
        var post = publish(null);
        var comment = new CommentStore.Draft("c-" + post, post, bob, null, "fine");
        stores.comments.put(comment);
        stores.notices.add(List.of(
                new Notice(author, "comment/c-" + post, "comment", Optional.of(bob), "comment", "c-" + post, "fine")));
        tell(post);
        feed(post);

        stores.posts.delete(post, Optional.empty());
        retract(post);
        feed(post);
        tell(post);

        assertThat(read(ann)).isEmpty();
        assertThat(told(ann)).isEmpty();
        assertThat(told(author)).isEmpty();
        assertThat(stores.feeds.withdraw(post)).isZero();
    }

    @Test
    void inventedNewsOfADeletionRetractsNothing() {
        stores.follows.follow(author, ann);
        var post = publish(null);
        feed(post);

        retract(post);

        assertThat(read(ann)).containsExactly(post);
    }

    @Test
    void feedComesInPages() {
        stores.follows.follow(author, ann);
        var first = publish(null);
        var second = publish(null);
        feed(first);
        feed(second);

        var page = stores.feeds.read(ann, Optional.empty(), 1).getFirst();
        var after = new FeedStore.Place(page.createdAt(), page.postId());

        assertThat(page.postId()).isEqualTo(second);
        assertThat(stores.feeds.read(ann, Optional.of(after), 1))
                .extracting(Post::postId)
                .containsExactly(first);
    }

    @Test
    void hottestComeFirst() {
        var cold = publish(null);
        var hot = publish(null);
        for (int i = 0; i < 20; i++) {
            stores.votes.put(Entity.post(hot), "u" + i, VoteStore.VoteType.UP);
            stores.votes.put(Entity.post(cold), "u" + i, VoteStore.VoteType.DOWN);
        }
        for (var post : List.of(cold, hot)) {
            stores.counts.count(
                    Entity.post(post), stores.counts.draw(Entity.post(post)).orElseThrow());
        }

        var ranked = stores.feeds.hottest(Double.POSITIVE_INFINITY, "", 100);

        assertThat(ranked.getFirst().post().postId()).isEqualTo(hot);
        assertThat(ranked.getLast().post().postId()).isEqualTo(cold);
        var next = stores.feeds.hottest(ranked.getFirst().hotness(), hot, 100);
        assertThat(next).hasSize(ranked.size() - 1);
    }
}
