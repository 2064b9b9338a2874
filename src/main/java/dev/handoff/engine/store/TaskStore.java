package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.Conflict;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.Usage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes what is true about tasks. Unless it says otherwise, every method is one statement and one round trip, which concurrent adds, claims and
 * finishes share, and throws {@link StoreUnavailable} when PostgreSQL doesn't answer; whether the statement took effect is
 * then unknown.
 */
public interface TaskStore {

    /**
     * Stores new tasks, all or none.
     *
     * @return for each, in order: itself, or the earlier task with the same dedupe key
     * @throws NotFound if one is to be a member of an unknown group
     * @throws Conflict if one is to be a member of a group that isn't open
     */
    List<Added> add(List<NewTask> tasks);

    /**
     * Takes the task for one attempt. Of any number of callers, one gets it.
     *
     * @param worker who asks: kept with the attempt, for people
     * @param lease how long the claim holds before the task may be given to someone else
     * @return empty if the task is unknown, finished, claimed, or not yet due
     */
    Optional<Claim> claim(TaskId task, String worker, Duration lease);

    /** The same, but a suspect is left to those who can run it apart. */
    Optional<Claim> claimUnlessSuspect(TaskId task, String worker, Duration lease);

    /**
     * Takes tasks of the route {@code local} that are due and no suspects, each for one attempt: those of the highest priority first, and
     * of equal ones each type in its turn. Of any number of callers, one gets each.
     *
     * @param limits how many of each type at most; tasks of other types are left
     * @param most how many in all at most
     * @param hold the caller's
     */
    List<Claim> take(Map<String, Integer> limits, int most, Hold hold);

    /** Takes a task of the route {@code local}, {@code rabbitmq} or {@code nats} and of these types that is a suspect and due, for one attempt apart. */
    Optional<Claim> takeSuspect(Set<String> types, Hold hold);

    /**
     * Ends the attempt. If the task was cancelled meanwhile, it ends cancelled whatever the outcome says. The events of a
     * success are stored with it or not at all.
     *
     * @param last the attempt, with the progress that has not been stored yet
     * @return how the task stands now; empty if the attempt doesn't hold the task any more, and nothing was changed
     */
    Optional<Ended> finish(Beat last, Outcome outcome);

    /**
     * Extends leases and stores progress.
     *
     * @return the tasks whose attempt still holds them; the others were taken away
     */
    Set<TaskId> beat(Collection<Beat> beats, Duration lease);

    /**
     * Keeps attempts of a type from beginning, anywhere. What runs goes on, and what is submitted is stored.
     *
     * @return empty if it is paused already, and nothing was changed
     */
    Optional<PausedType> pause(String type, Actor actor);

    /**
     * Has attempts of a type begin again. What is due of it will be rung by the next sweep: to see to that takes several
     * statements, and a process that dies between them has brought the ring of some forward and nothing more.
     *
     * @return false if it isn't paused
     */
    boolean resume(String type, Actor actor);

    /** In the order of their names. */
    List<PausedType> paused();

    /**
     * Leaves a task whose type is paused to the resume, after a doorbell that won't come again. Counts as a delivery, so that
     * the next doorbell is another one.
     *
     * @return false if the type isn't paused or the task isn't in the queue, and nothing was changed
     */
    boolean turnAway(TaskId task, String worker);

    /** All tasks that attempts of this worker hold. */
    List<Held> held(String worker);

    /** How many attempts of the task were released for a reason that begins so. */
    int releases(TaskId task, String reason);

    /** Of these running tasks, the ones that are to be cancelled. */
    Set<TaskId> cancelled(Collection<TaskId> running);

    /**
     * Remembers a finished step and forgives earlier crashes, since the task has evidently come further.
     *
     * @param task at the attempt that has finished the step
     * @param usage of a model, by the step
     * @return false if the attempt doesn't hold the task any more, and nothing was changed
     */
    boolean saveStep(TaskRef task, String name, String resultJson, Optional<Usage> usage);

    /** The results of all steps that earlier attempts finished, as JSON by name. */
    Map<String, String> steps(TaskId task);

    /**
     * Cancels a queued task at once, and asks the instance that runs a running one to stop.
     *
     * @return the state after the change; empty if the task is unknown, has ended, or was to be cancelled already
     */
    Optional<Ended> cancel(TaskId task, String reason);

    /** Puts a dead task back into the queue with fresh counters, and answers how it stands now. Empty if it isn't dead. */
    Optional<Ended> revive(TaskId task);

    /**
     * Takes tasks of these types that are due and nobody has come for; the taker has some time to ring for them. Those of
     * the route {@code local}, which need no doorbell, are left to {@link #take}.
     */
    List<Due> takeDue(int limit, Set<String> types);

    /**
     * Has the sweeper ring for these soon, whose doorbells could not be delivered: no later than this, not before they are
     * due. Changes nothing about those that are not in the queue, or will be rung sooner.
     */
    void ringSoon(Collection<TaskId> tasks, Duration within);

    /**
     * Ends attempts whose lease has run out: back to the queue, or dead after too many crashes, or cancelled if that was
     * asked for. Those that are back in the queue are due at once, and are suspects if the next crash could be the last one.
     * A task is given up if its latest two crashes, or its only one, befell it while it ran apart or nothing else ran there.
     *
     * @param mostCrashes after how many crashes without a finished step in between a task is given up, at the earliest
     */
    List<Ended> rescue(int limit, int mostCrashes);
}
