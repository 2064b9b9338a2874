package dev.handoff.engine.outbox;

import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.edge.http.Guarded;
import dev.handoff.engine.store.EventRecord;
import dev.handoff.engine.store.EventState;
import dev.handoff.engine.store.EventStore;
import dev.handoff.engine.store.PastEvents;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.event.Posts;
import dev.handoff.event.Users;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.Invalid;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskState;
import dev.handoff.task.TestRun;
import dev.handoff.task.Violation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** From a publisher to the tasks of the subscribers, in one process with a real database. */
@QuarkusTest
@TestProfile(Guarded.class)
@QuarkusTestResource(TestDatabase.class)
class BusTest {

    @Inject
    Events events;

    @Inject
    Replay replay;

    @Inject
    ReplayTask replayTask;

    @Inject
    Subscriptions subscriptions;

    @Inject
    EventStore store;

    @Inject
    Tasks tasks;

    @Inject
    TaskReader reader;

    @Inject
    ObjectMapper json;

    private final String key = UUID.randomUUID().toString();

    @Test
    void publishedPostBecomesThreeTasks() throws Exception {
        events.publish(Posts.PUBLISHED, new Posts.Published(key, "jane", "c1", "Sense and sense"));

        var ended = awaitTasks(3);

        assertThat(result(ended, "index-post").get("terms").toString()).isEqualTo("[\"sense\",\"and\"]");
        assertThat(result(ended, "feed-post").get("readers").asInt()).isZero();
        assertThat(result(ended, "notify-followers").get("told").asInt()).isZero();
    }

    @Test
    void idThatIsPublishedTwiceHasOneEffect() {
        var id = UUID.randomUUID();
        var publication = post(id, "Emma");

        assertThat(events.publish(publication, Optional.empty()).duplicate()).isFalse();
        assertThat(events.publish(publication, Optional.empty()).duplicate()).isTrue();

        awaitState(id, EventState.PUBLISHED);
        awaitTasks(3);
    }

    @Test
    void idOfAnotherEventIsRefused() {
        var id = UUID.randomUUID();
        events.publish(post(id, "Emma"), Optional.empty());

        assertThatThrownBy(() -> events.publish(post(id, "Persuasion"), Optional.empty()))
                .isInstanceOf(Reused.class);
    }

    @Test
    void batchIsStoredAsAWholeOrNotAtAll() {
        var good = UUID.randomUUID();
        var bad = new Publication("post.published", Optional.empty(), json.createObjectNode(), Optional.empty());

        assertThatThrownBy(() -> events.publish(List.of(post(good, "Emma"), bad), Optional.empty()))
                .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.violations())
                        .extracting(Violation::field)
                        .contains("/1/data/post_id", "/1/data/title"));
        assertThat(find(good)).isEmpty();
    }

    @Test
    void eventThatIsDeliveredTwiceHasOneEffect() throws Exception {
        var id = UUID.randomUUID();
        events.publish(post(id, "Emma"), Optional.empty());
        awaitTasks(3);
        var stored = find(id).orElseThrow().event();

        subscriptions.deliver("index-post", stored);
        subscriptions.deliver("feed-post", stored);

        assertThat(tasksOfThisTest()).hasSize(3);
    }

    @Test
    void subscriberThatChangedItsMindFindsWhatItDidBefore() throws Exception {
        var event = user("before");
        subscriptions.deliver("flaky", event);

        subscriptions.deliver("flaky", user(event.id(), "after"));

        assertThat(tasksOfThisTest()).singleElement().satisfies(task -> assertThat(task.inputJson())
                .contains("before"));
    }

    @Test
    void eventOfAHandlerIsRelayed() throws Exception {
        tasks.submit(Submission.of("publisher", json.createObjectNode().put("name", key)));

        await().atMost(Duration.ofSeconds(20)).until(() -> tasksOfThisTest().size() == 1 + 3);
    }

    @Test
    void failingSubscriberKeepsNobodyAndIsGivenUp() {
        var id = events.publish(Users.REGISTERED, new Users.Registered(key, "failing"));

        awaitState(id, EventState.DEAD);

        assertThat(tasksOfThisTest()).singleElement().satisfies(task -> assertThat(task.inputJson())
                .contains("steady"));
        assertThat(find(id).orElseThrow().failures()).isEqualTo(3);
        assertThat(find(id).orElseThrow().error()).contains("flaky: java.lang.IllegalStateException: not today");
    }

    @Test
    void replayGivesADeadEventAnotherChance() {
        var id = events.publish(Users.REGISTERED, new Users.Registered(key, "failing"));
        awaitState(id, EventState.DEAD);
        TestSubscribers.Flaky.HEALED.add(key);

        replay(Users.REGISTERED.name(), id, false);

        awaitState(id, EventState.PUBLISHED);
        assertThat(tasksOfThisTest()).hasSize(2);
    }

    @Test
    void replayIsWithoutEffectForThoseThatHandledTheEvent() {
        var id = events.publish(Posts.PUBLISHED, new Posts.Published(key, "jane", null, "Emma"));
        awaitState(id, EventState.PUBLISHED);

        var replayed = replay(Posts.PUBLISHED.name(), id, false);

        assertThat(replayed.events()).isOne();
        assertThat(replayed.again()).isEmpty();
        awaitEnd(replayed);
        awaitState(id, EventState.PUBLISHED);
        assertThat(tasksOfThisTest()).hasSize(3);
    }

    @Test
    void replayMayHaveEveryEventHandledOnceMore() {
        var id = events.publish(Posts.PUBLISHED, new Posts.Published(key, "jane", null, "Emma"));
        awaitState(id, EventState.PUBLISHED);

        var replayed = replay(Posts.PUBLISHED.name(), id, true);

        assertThat(replayed.again()).isPresent();
        awaitEnd(replayed);
        awaitState(id, EventState.PUBLISHED);
        assertThat(tasksOfThisTest()).hasSize(6);
    }

    @Test
    void replayToOneSubscriberReachesItAloneHoweverOftenItIsBegun() throws Exception {
        var id = events.publish(Posts.PUBLISHED, new Posts.Published(key, "jane", null, "Emma"));
        awaitState(id, EventState.PUBLISHED);
        var input = new ReplayTask.Input(range(Posts.PUBLISHED.name(), id), "once-more", "feed-post", null);

        var first = replayTask.handle(input, run());
        replayTask.handle(input, run());

        assertThat(first).isEqualTo(new ReplayTask.Done(1, 0, Optional.empty()));
        assertThat(find(id).orElseThrow().state()).isEqualTo(EventState.PUBLISHED);
        assertThat(tasksOfThisTest()).hasSize(4);
    }

    @Test
    void replayCountsWhatItsSubscriberRefuses() throws Exception {
        var id = events.publish(Users.REGISTERED, new Users.Registered(key, "failing"));
        awaitState(id, EventState.DEAD);
        var input = new ReplayTask.Input(range(Users.REGISTERED.name(), id), null, "flaky", null);

        assertThat(replayTask.handle(input, run())).isEqualTo(new ReplayTask.Done(0, 1, Optional.empty()));
        TestSubscribers.Flaky.HEALED.add(key);
        assertThat(replayTask.handle(input, run())).isEqualTo(new ReplayTask.Done(1, 0, Optional.empty()));
    }

    @Test
    void replayToNobodyIsRefused() {
        var range = new PastEvents.Range(Posts.PUBLISHED.name(), Instant.EPOCH, Instant.EPOCH);

        assertThatThrownBy(() -> replay.replay(range, false, Optional.of("flaky")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("feed-post");
    }

    @Test
    void databaseThatIsSilentIsNoFailureOfTheSubscriber() {
        var silent = user("silent");

        assertThatThrownBy(() -> subscriptions.deliver("flaky", silent)).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void eventWaitsForASilentDatabase() {
        var id = events.publish(Users.REGISTERED, new Users.Registered(key, "silent"));

        await().atMost(Duration.ofSeconds(20)).until(() -> tasksOfThisTest().size() == 1);

        assertThat(find(id).orElseThrow().state()).isEqualTo(EventState.PENDING);
        assertThat(find(id).orElseThrow().failures()).isZero();
    }

    @Test
    void eventIsDeliveredWhileItsTaskTakesLong() {
        var id = events.publish(Users.REGISTERED, new Users.Registered(key, "slow"));

        awaitState(id, EventState.PUBLISHED);

        var slow = tasksOfThisTest().stream()
                .filter(task -> task.inputJson().contains("slow"))
                .findFirst()
                .orElseThrow();
        assertThat(slow.state().isFinal()).isFalse();
        tasks.cancel(slow.id(), "it has shown what it was to show");
    }

    @Test
    void subscriberThatHangsIsLeftBehind() {
        var hanging = user("hanging");

        assertThatThrownBy(() -> subscriptions.deliver("flaky", hanging))
                .isInstanceOf(DeliveryFailed.class)
                .hasMessageContaining("flaky")
                .hasMessageContaining("longer than PT0.5S");
    }

    @Test
    void unknownSubscriberIsToldByItsName() {
        var event = user("x");

        assertThatThrownBy(() -> subscriptions.deliver("nobody", event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }

    private Publication post(UUID id, String title) {
        var data = json.createObjectNode()
                .put("post_id", key)
                .put("author_id", "jane")
                .put("title", title);
        return new Publication("post.published", Optional.empty(), data, Optional.of(id));
    }

    private StoredEvent user(String name) {
        return user(UUID.randomUUID(), name);
    }

    private StoredEvent user(UUID id, String name) {
        var data = json.createObjectNode().put("user_id", key).put("name", name);
        return new StoredEvent(
                id, "user.registered", 1, data.toString(), "/test", Optional.empty(), Instant.now(), Optional.empty());
    }

    /** Of this event alone, by the instant when it was stored. */
    private Replay.Replayed replay(String topic, UUID id, boolean again) {
        return replay.replay(range(topic, id), again, Optional.empty());
    }

    /** An attempt whose steps are stored as the engine stores them. */
    private TestRun run() {
        return new TestRun() {
            @Override
            public <T> T step(String name, Class<T> result, Callable<T> work) throws Exception {
                return json.readValue(json.writeValueAsString(work.call()), result);
            }
        };
    }

    private PastEvents.Range range(String topic, UUID id) {
        var stored = find(id).orElseThrow().event().createdAt();
        return new PastEvents.Range(topic, stored, stored.plusNanos(1_000));
    }

    private void awaitEnd(Replay.Replayed replayed) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> reader.find(replayed.taskId()).orElseThrow().state() == TaskState.SUCCEEDED);
    }

    private Optional<EventRecord> find(UUID id) {
        var all = new EventStore.Filter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1000);
        return store.list(all).stream()
                .filter(known -> known.event().id().equals(id))
                .findFirst();
    }

    private void awaitState(UUID id, EventState state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> find(id).orElseThrow().state() == state);
    }

    private List<TaskRecord> awaitTasks(int count) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        this::tasksOfThisTest,
                        found -> found.size() == count && found.stream().allMatch(task -> task.state() == SUCCEEDED));
    }

    private List<TaskRecord> tasksOfThisTest() {
        var all = new TaskFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1000);
        return reader.list(all).stream()
                .filter(task -> task.inputJson().contains(key))
                .toList();
    }

    private JsonNode result(List<TaskRecord> tasks, String type) throws Exception {
        var task =
                tasks.stream().filter(it -> it.type().equals(type)).findFirst().orElseThrow();
        return json.readTree(task.resultJson().orElseThrow());
    }
}
