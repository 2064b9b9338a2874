package dev.handoff.domain.community;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.ChangeStore;
import dev.handoff.engine.store.NewEvent;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.database.Outbox;
import dev.handoff.kit.notify.NoticeStore;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The real stores of a community on a database of their own, without an application that hears of changes. */
public final class CommunityStores implements AutoCloseable {

    private final TestStore postgres = new TestStore();
    private final Outbox outbox = outbox(new ChangeStore(postgres.statements));
    public final PostStore posts = new PostStore(postgres.statements, outbox);
    public final CommentStore comments = new CommentStore(postgres.statements, outbox);
    public final VoteStore votes = new VoteStore(postgres.statements, outbox);
    public final UserStore users = new UserStore(postgres.statements, outbox);
    public final FollowStore follows = new FollowStore(outbox);
    public final FeedStore feeds = new FeedStore(postgres.statements);
    public final CountStore counts = new CountStore(postgres.statements);
    public final NoticeStore notices = new NoticeStore(postgres.statements);

    private static Outbox outbox(ChangeStore changes) {
        return (change, parameters, source, tellings) -> {
            var events = tellings.stream()
                    .map(it -> new ChangeStore.Occasional(it.occasion(), event(it, source)))
                    .toList();
            return changes.change(change, parameters, events).map(ChangeStore.Changed::row);
        };
    }

    private static NewEvent event(Outbox.Telling<?> telling, String source) {
        var topic = telling.topic();
        var data = new ObjectMapper().valueToTree(telling.data()).toString();
        return new NewEvent(UUID.randomUUID(), topic.name(), topic.version(), data, source, Optional.empty());
    }

    /** The topics of all events that name this in their data, in the order of their storing. */
    List<String> told(String id) {
        return postgres
                .statements
                .run(
                        "SELECT topic FROM event WHERE position($1::text in data) > 0 ORDER BY created_at, topic",
                        Tuple.of('"' + id + '"'))
                .stream()
                .map(row -> row.getString("topic"))
                .toList();
    }

    /** Makes many follow a user at once, without events. */
    void crowd(String user, int followers) {
        postgres.statements.run(
                "INSERT INTO follow (user_id, follower_id) SELECT $1, $1 || '-f' || n FROM generate_series(1, $2::int4) n",
                Tuple.of(user, followers));
    }

    @Override
    public void close() {
        postgres.close();
    }
}
