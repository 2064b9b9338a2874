package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Members that are submitted, end and are sealed at the same time, in any order: the group ends once, as it was to. */
class GroupStorePropertiesTest {

    /** How a member ends. */
    enum Fate {
        SUCCEED,
        BE_BURIED,
        BE_CANCELLED,
        BE_CANCELLED_WHILE_IT_RUNS,
        BE_BORN_DEAD,
        CRASH
    }

    /** What is done meanwhile. */
    enum Interruption {
        NONE,
        CANCEL_THE_GROUP
    }

    private static TestStore postgres;
    private static GroupsOf groups;

    @BeforeContainer
    static void open() {
        postgres = new TestStore();
        groups = new GroupsOf(postgres);
    }

    @AfterContainer
    static void close() {
        postgres.close();
    }

    @Property(tries = 150)
    void groupEndsOnceAndAsItWasTo(
            @ForAll @Size(max = 12) List<Fate> fates,
            @ForAll OnFailure onFailure,
            @ForAll Interruption interruption,
            @ForAll boolean settledByTheSweepAlone,
            @ForAll long seed)
            throws Exception {
        var added = groups.create(onFailure);
        var group = added.id();
        long before = groups.completions();
        var settled = new ConcurrentLinkedQueue<GroupStore.Settled>();
        var settling = new Settling(group, settled, settledByTheSweepAlone);
        var deeds = new ArrayList<Deed>();
        for (int i = 0; i < fates.size(); i++) {
            var key = Optional.of(group + ":" + i);
            var fate = fates.get(i);
            deeds.add(() -> live(group, key, fate, settling));
            deeds.add(() -> submit(group, key, fate));
        }
        Collections.shuffle(deeds, new Random(seed));
        deeds.add(new Random(seed).nextInt(deeds.size() + 1), () -> sealWhenComplete(group, fates.size(), settling));
        boolean cancelled = interruption == Interruption.CANCEL_THE_GROUP;
        if (cancelled) {
            deeds.add(new Random(~seed).nextInt(deeds.size() + 1), () -> cancel(group));
        }

        together(deeds);
        for (var neglected : postgres.groups.neglected(1_000_000)) {
            new Settling(neglected, settled, false).run();
        }

        var seen = groups.look(group);
        var dead = seen.members().get(TaskState.DEAD) > 0;
        var wanted = onFailure == OnFailure.FAIL && dead ? GroupState.FAILED : GroupState.COMPLETED;
        if (!cancelled) {
            assertThat(seen.state()).isEqualTo(wanted);
            assertThat(seen.size()).isEqualTo(fates.size());
        }
        boolean completed = seen.state() == GroupState.COMPLETED;
        assertThat(seen.state()).isIn(GroupState.COMPLETED, GroupState.FAILED, GroupState.CANCELLED);
        assertThat(settled).hasSize(seen.state() == GroupState.CANCELLED ? 0 : 1);
        assertThat(groups.completions() - before).isEqualTo(completed ? 1 : 0);
        assertThat(groups.completion(group).isPresent()).isEqualTo(completed);
        assertThat(seen.members().get(TaskState.QUEUED) + seen.members().get(TaskState.RUNNING))
                .as("members left over by a group that is %s", seen.state())
                .isZero();
    }

    private interface Deed {
        void run() throws Exception;
    }

    /** What is done after a member's end. A process that dies before leaves it to the sweep. */
    private record Settling(GroupId group, ConcurrentLinkedQueue<GroupStore.Settled> settled, boolean omitted) {

        void run() {
            if (omitted) {
                return;
            }
            postgres.groups.settle(group).ifPresent(settled::add);
            stop(group);
        }
    }

    private static void stop(GroupId group) {
        while (!postgres.groups.stop(group, 3).isEmpty()) {
            // A few at a time, for there to be several times.
        }
    }

    private static void cancel(GroupId group) {
        postgres.groups.cancel(group, "no");
        stop(group);
    }

    /** Empty if the group takes no members any more. */
    private static Optional<TaskId> submit(GroupId group, Optional<String> key, Fate fate) {
        var plain = GroupsOf.member(group, key);
        var member = fate == Fate.BE_BORN_DEAD ? GroupsOf.dead(plain) : plain;
        try {
            return Optional.of(postgres.store.add(List.of(member)).getFirst().id());
        } catch (Conflict closed) {
            assertThat(groups.look(group).state()).isEqualTo(GroupState.CANCELLED);
            return Optional.empty();
        }
    }

    private static void live(GroupId group, Optional<String> key, Fate fate, Settling settling) {
        var task = submit(group, key, fate);
        if (task.isPresent()) {
            var claim = postgres.store.claim(task.get(), "process " + task.get(), GroupsOf.LEASE);
            meet(task.get(), claim, fate);
            settling.run();
        }
    }

    /** One that was stopped with its group before can't be claimed, and has ended. */
    private static void meet(TaskId task, Optional<Claim> claim, Fate fate) {
        switch (fate) {
            case SUCCEED -> claim.ifPresent(it -> groups.finish(it, GroupsOf.succeeded()));
            case BE_BURIED -> claim.ifPresent(it -> groups.finish(it, new Outcome.Dead("boom")));
            case BE_CANCELLED -> {
                claim.ifPresent(it -> groups.finish(it, new Outcome.Retry(java.time.Duration.ofHours(1), "later")));
                postgres.store.cancel(task, "no");
            }
            case BE_CANCELLED_WHILE_IT_RUNS -> {
                postgres.store.cancel(task, "no");
                claim.ifPresent(it -> groups.finish(it, GroupsOf.succeeded()));
            }
            case BE_BORN_DEAD -> {}
            case CRASH -> {
                postgres.lapse(task);
                while (postgres.look(task).orElseThrow().state() == TaskState.RUNNING) {
                    postgres.store.rescue(100, 1);
                }
            }
        }
    }

    /** The submitter knows how many there are, and seals as soon as they are there. */
    private static void sealWhenComplete(GroupId group, int expected, Settling settling) throws Exception {
        while (!postgres.groups.seal(group, expected)) {
            if (groups.look(group).state().isFinal()) {
                return;
            }
            Thread.onSpinWait();
        }
        settling.run();
    }

    private static void together(List<Deed> deeds) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<?>>();
            for (var deed : deeds) {
                done.add(threads.submit(() -> {
                    deed.run();
                    return null;
                }));
            }
            for (var each : done) {
                each.get();
            }
        }
    }
}
