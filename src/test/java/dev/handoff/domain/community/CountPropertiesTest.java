package dev.handoff.domain.community;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.domain.community.Entity.Kind;
import dev.handoff.domain.community.VoteStore.VoteType;
import dev.handoff.task.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Votes, comments and followers at the same time, counted in any order and more than once: the sums are those of a model. */
class CountPropertiesTest {

    private static final int USERS = 4;

    private static CommunityStores stores;
    private static Recount recount;

    @BeforeContainer
    static void open() {
        stores = new CommunityStores();
        recount = new Recount(stores.counts);
    }

    @AfterContainer
    static void close() {
        stores.close();
    }

    /** What a user has done in the end. */
    private static final class Doings {
        Optional<VoteType> vote = Optional.empty();
        boolean follows;
        int comments;
    }

    @Property(tries = 60)
    void sumsAreThoseOfAModel(@ForAll @IntRange(min = 1, max = 12) int deeds, @ForAll long seed) throws Exception {
        var post = "p-" + UUID.randomUUID();
        var author = "a-" + post;
        stores.posts.put(new PostStore.Draft(post, author, null, "title", ""));
        var due = new ConcurrentLinkedQueue<Entity>();
        var doings = new ArrayList<Doings>();
        var work = new ArrayList<Callable<Void>>();
        for (int user = 0; user < USERS; user++) {
            var mine = new Doings();
            var random = new Random(seed + user);
            var me = "u" + user;
            doings.add(mine);
            work.add(() -> {
                for (int i = 0; i < deeds; i++) {
                    due.add(act(post, author, me, i, mine, random));
                    countSome(due, random);
                }
                return null;
            });
        }

        all(work);
        all(due.stream().<Callable<Void>>map(it -> () -> count(it)).toList());

        var counted = stores.counts.find(Entity.post(post));
        assertThat(counted.upvotes()).isEqualTo(votes(doings, VoteType.UP));
        assertThat(counted.downvotes()).isEqualTo(votes(doings, VoteType.DOWN));
        assertThat(counted.comments())
                .isEqualTo(doings.stream().mapToInt(it -> it.comments).sum());
        assertThat(stores.counts.find(new Entity(Kind.USER, author)).followers())
                .isEqualTo(doings.stream().filter(it -> it.follows).count());
    }

    private static long votes(List<Doings> doings, VoteType type) {
        return doings.stream().filter(it -> it.vote.equals(Optional.of(type))).count();
    }

    /** Does something, perhaps twice, and says what is to be counted because of it. */
    private static Entity act(String post, String author, String user, int number, Doings mine, Random random) {
        var entity = Entity.post(post);
        var comment = post + "-" + user + "-" + number;
        int times = 1 + random.nextInt(2);
        int deed = random.nextInt(6);
        for (int i = 0; i < times; i++) {
            switch (deed) {
                case 0, 1 -> {
                    var type = VoteType.values()[deed];
                    stores.votes.put(entity, user, type);
                    mine.vote = Optional.of(type);
                }
                case 2 -> {
                    stores.votes.delete(entity, user);
                    mine.vote = Optional.empty();
                }
                case 3 -> {
                    var draft = new CommentStore.Draft(comment, post, user, null, "words");
                    mine.comments += stores.comments.put(draft) == Put.CREATED ? 1 : 0;
                }
                case 4 -> {
                    stores.follows.follow(author, user);
                    mine.follows = true;
                }
                default -> {
                    stores.follows.unfollow(author, user);
                    mine.follows = false;
                }
            }
        }
        if (deed == 3 && random.nextBoolean()) {
            stores.comments.delete(comment, Optional.empty());
            mine.comments--;
        }
        return deed > 3 ? new Entity(Kind.USER, author) : entity;
    }

    /** Whatever is due may be counted by anybody, once or twice, or be left for the end. */
    private static void countSome(ConcurrentLinkedQueue<Entity> due, Random random) {
        for (int i = random.nextInt(3); i > 0; i--) {
            var entity = due.poll();
            if (entity != null) {
                count(entity);
                if (random.nextBoolean()) {
                    due.add(entity);
                }
            }
        }
    }

    private static Void count(Entity entity) {
        recount.handle(new Recount.Input(entity.kind(), entity.id()), new TestRun());
        return null;
    }

    private static void all(List<Callable<Void>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
    }
}
