package dev.handoff.edge.live;

import dev.handoff.edge.http.GroupView;
import dev.handoff.edge.http.TaskStatus;
import dev.handoff.engine.live.Stage;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.submit.Groups;
import dev.handoff.task.GroupId;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads how tasks and groups stand, with which following them begins. */
@ApplicationScoped
class States {

    private final TaskReader tasks;
    private final Groups groups;
    private final Envelope envelope;

    States(TaskReader tasks, Groups groups, Envelope envelope) {
        this.tasks = tasks;
        this.groups = groups;
        this.envelope = envelope;
    }

    /** @throws NotFound if there is no such task */
    TaskStatus task(TaskId id) {
        return TaskStatus.of(tasks.find(id).orElseThrow(() -> NotFound.task(id)));
    }

    /**
     * Tells the client how what it has chosen stands. Types, names and subjects have no state.
     *
     * @param position that the news have reached
     * @throws NotFound if there is no such task or group
     */
    void tell(Client client, Choice choice, long position) {
        switch (choice.what()) {
            case TASK -> {
                var task = task(TaskId.parse(choice.value()));
                client.say(task.taskId(), Stage.of(task.status(), task.attempt()), envelope.of(task, position));
            }
            case GROUP -> client.say(envelope.of(GroupView.of(groups.find(GroupId.parse(choice.value()))), position));
            case TYPE, NAME, SUBJECT -> {}
        }
    }
}
