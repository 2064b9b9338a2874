package dev.handoff.engine.live;

import dev.handoff.engine.store.TestStore;
import dev.handoff.task.TaskId;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance that has nothing but what it tells and hears. */
final class TestFeed {

    static final News.OfTask TASK = new News.OfTask(new TaskId(new UUID(1, 1)), "t", 1);

    final List<LiveEvent> events = new CopyOnWriteArrayList<>();
    final Interest interest = new Interest();
    final NewsLog log;
    final Live live;
    final Teller teller;

    TestFeed(TestStore store, Duration grace) {
        Event<LiveEvent> fired = events();
        log = new NewsLog(store.statements);
        live = new Live(log, interest, grace, fired);
        teller = new Teller(log, interest, live, fired);
    }

    @SuppressWarnings("unchecked")
    private Event<LiveEvent> events() {
        return (Event<LiveEvent>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    events.add((LiveEvent) arguments[0]);
                    return null;
                });
    }

    void tell(String event) {
        teller.tell(Draft.of(event, TASK, Optional.empty(), "{}"));
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

        List<Long> ids() {
            return new ArrayList<>(heard.stream().map(News::id).toList());
        }
    }
}
