package dev.handoff.engine.outbox;

import static dev.handoff.domain.example.ProcessMessage.PROCESS_MESSAGE;

import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.event.Event;
import dev.handoff.event.Topic;
import dev.handoff.event.Users;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Subscribers that behave in the ways that the bus has to cope with. */
final class TestSubscribers {

    private TestSubscribers() {}

    private static ProcessMessage.Input says(String text) {
        return new ProcessMessage.Input(text, null, null, null, null);
    }

    /** For a minute, which is longer than any test waits. */
    private static ProcessMessage.Input saysSlowly(String text) {
        return new ProcessMessage.Input(text, 60_000L, null, null, null);
    }

    /** Does as the name of the user says, until it is healed. */
    @Singleton
    static class Flaky implements Subscriber<Users.Registered> {

        static final Set<String> HEALED = ConcurrentHashMap.newKeySet();

        @Override
        public String name() {
            return "flaky";
        }

        @Override
        public Topic<Users.Registered> topic() {
            return Users.REGISTERED;
        }

        @Override
        public void receive(Event<Users.Registered> event, EventTasks tasks) throws Exception {
            var user = event.data();
            if (!HEALED.contains(user.userId())) {
                switch (user.name()) {
                    case "failing" -> throw new IllegalStateException("not today");
                    case "silent" -> throw new StoreUnavailable(new IllegalStateException("no database"));
                    case "hanging" -> new CountDownLatch(1).await();
                    default -> {}
                }
            }
            if (user.name().equals("slow")) {
                tasks.submit("greet", PROCESS_MESSAGE, saysSlowly("slow " + user.userId()));
                return;
            }
            tasks.submit("greet", PROCESS_MESSAGE, says("flaky " + user.userId() + " " + user.name()));
        }
    }

    /** Always works. */
    @Singleton
    static class Steady implements Subscriber<Users.Registered> {

        @Override
        public String name() {
            return "steady";
        }

        @Override
        public Topic<Users.Registered> topic() {
            return Users.REGISTERED;
        }

        @Override
        public void receive(Event<Users.Registered> event, EventTasks tasks) {
            tasks.submit("greet", PROCESS_MESSAGE, says("steady " + event.data().userId()));
        }
    }
}
