package dev.handoff.engine.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.Standings;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.database.StatementTracing;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.json.JsonRules;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance that has nothing but what it tells and hears. */
final class TestFeed implements AutoCloseable {

    static final News.OfTask TASK = new News.OfTask(new TaskId(new UUID(1, 1)), "t", 1);

    /** How many statements were sent. */
    final AtomicInteger sent = new AtomicInteger();

    final List<LiveEvent> events = new CopyOnWriteArrayList<>();
    final Interest interest = new Interest();
    final Followed followed = new Followed();
    final Live live;
    final Teller teller;
    final TaskNews tasks;
    final Announcer announcer;
    final Hints hints;
    private final Wire wire;

    /** @param wire of its own */
    TestFeed(TestStore store, Wire wire, Duration grace) {
        this.wire = wire;
        var fired = fired();
        var json = new ObjectMapper();
        new JsonRules().customize(json);
        var instance = new Instance();
        var statements = new Counted(store.statements, sent);
        var log = new NewsLog(statements);
        live = new Live(log, interest, instance.worker(), grace, fired);
        teller = new Teller(log, interest, live, fired);
        tasks = new TaskNews(interest, teller, json);
        announcer = new Announcer(new TaskTypes(List.of(), Optional.empty(), json), interest, teller, json, fired);
        var reconciler = new Reconciler(followed, new Standings(statements), store.groups, live, teller, json);
        hints = new Hints(instance, wire, interest, live, teller, reconciler);
        hints.begin();
    }

    private static final class Counted extends Statements {

        private final Statements real;
        private final AtomicInteger sent;

        Counted(Statements real, AtomicInteger sent) {
            super(null, () -> Duration.ZERO, StatementTracing.NONE);
            this.real = real;
            this.sent = sent;
        }

        @Override
        public List<Row> run(String sql, Tuple parameters) {
            sent.incrementAndGet();
            return real.run(sql, parameters);
        }
    }

    @SuppressWarnings("unchecked")
    private Event<LiveEvent> fired() {
        return (Event<LiveEvent>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    events.add((LiveEvent) arguments[0]);
                    return null;
                });
    }

    void tell(String event) {
        teller.tell(Draft.of(event, TASK, Optional.empty(), "{}"));
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Notes what it hears. */
    static final class Ear implements Listener {

        final List<News> heard = new CopyOnWriteArrayList<>();
        final List<Long> resets = new CopyOnWriteArrayList<>();

        @Override
        public void hear(List<News> news) {
            heard.addAll(news);
        }

        @Override
        public void reset(long position) {
            resets.add(position);
        }

        List<String> names() {
            return heard.stream().map(News::event).toList();
        }

        /** The events about a subject. */
        List<String> about(String subject) {
            return heard.stream()
                    .filter(news -> news.subject().equals(subject))
                    .map(News::event)
                    .toList();
        }

        List<Long> ids() {
            return heard.stream().map(News::id).toList();
        }
    }
}
