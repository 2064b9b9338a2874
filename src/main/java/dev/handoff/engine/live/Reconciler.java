package dev.handoff.engine.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.live.Followed.Known;
import dev.handoff.engine.store.GroupRecord;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.Standings;
import dev.handoff.engine.store.Standings.Standing;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Coalescer;
import dev.handoff.task.GroupState;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells what no news have told: it compares the rows of what people look at with what they know, soon after they have begun to
 * and every few seconds. One statement for all tasks, one for all groups, and none if nobody looks at one.
 */
@ApplicationScoped
class Reconciler implements Listener {

    /** After somebody has begun to look; most news that were under way have come by then. */
    private static final Duration SOON = Duration.ofMillis(250);

    /** Of the ticks, each second, that are let pass between two looks. */
    private static final int TICKS = 3;

    private final Followed followed;
    private final Standings standings;
    private final GroupStore groups;
    private final Live live;
    private final Teller teller;
    private final ObjectMapper json;
    private final Coalescer looking = new Coalescer("live-reconciler", this::look);
    private Optional<Following> following = Optional.empty();
    private int ticks;

    Reconciler(Followed followed, Standings standings, GroupStore groups, Live live, Teller teller, ObjectMapper json) {
        this.followed = followed;
        this.standings = standings;
        this.groups = groups;
        this.live = live;
        this.teller = teller;
        this.json = json;
    }

    /** From now on it looks by itself. */
    void begin() {
        followed.onAdded(looking::call);
    }

    /** Each second. */
    void tick() {
        if (++ticks % TICKS == 0 && !followed.isEmpty()) {
            looking.call();
        }
    }

    private void look() {
        LockSupport.parkNanos(SOON.toNanos());
        try {
            listen();
            compare();
        } catch (StoreUnavailable away) {
            // The next look finds it, and others report that the database is away.
        }
    }

    /** News say what people know by now. */
    private synchronized void listen() {
        if (followed.isEmpty()) {
            following.ifPresent(Following::close);
            following = Optional.empty();
        } else if (following.isEmpty()) {
            following = Optional.of(live.follow(this));
        }
    }

    private void compare() {
        var tasks = followed.tasks();
        if (!tasks.isEmpty()) {
            standings.of(tasks).forEach(this::compare);
        }
        var all = followed.groups();
        if (!all.isEmpty()) {
            groups.find(all).forEach(this::compare);
        }
    }

    private void compare(Standing standing) {
        var now = standing.now();
        var task = now.task();
        var known = Known.of(now.state(), task.attempt());
        var before = followed.known(task.id());
        if (before.isPresent() && isNews(before.get(), known, now.state())) {
            teller.tell(TaskNews.found(standing, before.get().dead(), json));
        }
        followed.learn(task.id(), known);
    }

    private static boolean isNews(Known before, Known known, TaskState state) {
        return before.stage().isBefore(known.stage()) || before.dead() && state == TaskState.QUEUED;
    }

    /** The first look at a group is told too: nobody else counts. */
    private void compare(GroupRecord group) {
        var before = followed.known(group.id());
        boolean ended = group.state().isFinal()
                && before.map(it -> it.state() != group.state()).orElse(true);
        if (ended) {
            teller.tell(TaskNews.found(kind(group.state()), group, json));
        } else if (before.map(it -> !it.members().equals(group.members())).orElse(true)) {
            teller.tell(TaskNews.found(Kind.GROUP_PROGRESS, group, json));
        }
        followed.learn(group);
    }

    private static Kind kind(GroupState state) {
        return switch (state) {
            case OPEN, SEALED -> Kind.GROUP_PROGRESS;
            case COMPLETED -> Kind.GROUP_COMPLETED;
            case FAILED -> Kind.GROUP_FAILED;
            case CANCELLED -> Kind.GROUP_CANCELLED;
        };
    }

    @Override
    public void hear(List<News> news) {
        news.forEach(each -> Stage.of(each).ifPresent(stage -> {
            var dead = each.event().equals(Kind.DEAD.name());
            var over =
                    each.event().equals(Kind.SUCCEEDED.name()) || each.event().equals(Kind.CANCELLED.name());
            followed.learn(each.task().orElseThrow().id(), new Known(stage, dead, over));
        }));
    }

    @Override
    public void reset(long position) {
        // Those who look on read the state anew, and it is compared with what was known before.
    }
}
