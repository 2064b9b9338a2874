package dev.handoff.tool.bench;

import dev.handoff.engine.live.Announcer;
import dev.handoff.engine.store.Claim;
import dev.handoff.task.Announcement;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How soon clients at this process's own WebSocket hear what a handler announces, and what they cost. */
@ApplicationScoped
class LivePhase {

    /** @param at when it was told, by {@link System#nanoTime}; the last field, where it is found at once */
    record Moment(String subject, long at) {}

    private static final Announcement<Moment> TOLD =
            Announcement.of("bench.told", Moment.class).about(Moment::subject);

    private static final TaskType<Moment, Moment> TYPE =
            TaskType.of("bench-live", Moment.class, Moment.class).announces(TOLD);

    private static final Claim TELLER = new Claim(
            new TaskRef(new TaskId(new UUID(0, 1)), TYPE.name(), "local", 0, 1),
            "{}",
            0,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            false);

    private final Announcer announcer;
    private final Optional<String> key;

    LivePhase(Announcer announcer, @ConfigProperty(name = "handoff.api.key") Optional<String> key) {
        this.announcer = announcer;
        this.key = key;
    }

    /** With a quarter as much before, which doesn't count. */
    Live measure(Plan plan) throws InterruptedException, IOException {
        try (var audience = new Audience(server(), key, LivePhase::told)) {
            long alone = IdlePhase.heap();
            for (int i = 0; i < plan.clients(); i++) {
                audience.join(subject(i, plan));
            }
            long together = IdlePhase.heap();
            audience.listen();
            tell(plan, plan.samples() / 4);
            audience.await((long) plan.samples() / 4 * plan.clients());
            audience.forget();

            long begin = System.nanoTime();
            var server = serverCpu(audience);
            tell(plan, plan.samples());
            var seconds = (System.nanoTime() - begin) / 1e9;
            server = serverCpu(audience).minus(server);
            long expected = (long) plan.samples() * plan.clients();
            audience.await(expected);

            var heard = audience.heard();
            return new Live(
                    plan.clients(),
                    plan.subjects(),
                    Percentiles.of(heard),
                    Math.max(0, expected - heard.getTotalCount()),
                    audience.gone(),
                    100 * server.toNanos() / 1e9 / seconds / plan.clients(),
                    (together - alone) / plan.clients());
        }
    }

    /** Known only once the server listens, if it was told to take any free port. */
    private static InetSocketAddress server() {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static String subject(int client, Plan plan) {
        return "bench-" + client % plan.subjects();
    }

    /** So many to each subject, at the plan's rate. */
    private void tell(Plan plan, int events) throws InterruptedException {
        int subjects = plan.subjects();
        var pace = new Pace(System.nanoTime(), plan.rate() * subjects);
        for (int i = 0; i < events * subjects; i++) {
            pace.await(i);
            var subject = subject(i, plan);
            announcer.announce(TELLER, TYPE, TOLD, () -> new Moment(subject, System.nanoTime()));
        }
    }

    /** The last number of a message. */
    private static long told(ByteBuffer message) {
        int place = message.limit() - 1;
        while (!isDigit(message, place)) {
            place--;
        }
        long number = 0;
        for (long unit = 1; isDigit(message, place); unit *= 10, place--) {
            number += unit * (message.get(place) - '0');
        }
        return number;
    }

    private static boolean isDigit(ByteBuffer message, int place) {
        return message.get(place) >= '0' && message.get(place) <= '9';
    }

    private static Duration serverCpu(Audience audience) {
        return IdlePhase.cpu().minus(audience.cpu());
    }
}
