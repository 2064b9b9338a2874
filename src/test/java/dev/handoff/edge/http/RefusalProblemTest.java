package dev.handoff.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.Refusal;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.Violation;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types, titles and details are what programs and people know a problem by. */
class RefusalProblemTest {

    private static final String ID = "018f0000-0000-7000-8000-000000000000";
    private static final TaskId TASK = new TaskId(UUID.fromString(ID));
    private static final GroupId GROUP = new GroupId(UUID.fromString(ID));

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        NotFound.task(TASK), "404 task-not-found: There is no such task: no task has the id " + ID),
                Arguments.of(
                        NotFound.group(GROUP),
                        "404 group-not-found: There is no such group: no group has the id " + ID),
                Arguments.of(
                        NotFound.of("template", "no template a"),
                        "404 template-not-found: There is no such template: no template a"),
                Arguments.of(
                        NotFound.unknown("task type", "unknown task type a; served here are b"),
                        "404 unknown-task-type: There is no such task type: unknown task type a; served here are b"),
                Arguments.of(
                        NotFound.unknown("topic", "there is no version 2 of topic a"),
                        "404 unknown-topic: There is no such topic: there is no version 2 of topic a"),
                Arguments.of(
                        Conflict.state(TASK, TaskState.QUEUED, "wait"),
                        "409 wrong-state: The task's state doesn't allow it: task " + ID + " is QUEUED; wait"),
                Arguments.of(
                        Conflict.state(GROUP, GroupState.OPEN, "seal it"),
                        "409 wrong-group-state: The group's state doesn't allow it: group " + ID + " is OPEN; seal it"),
                Arguments.of(
                        new Conflict("template-exists", "The id is taken", "there is a template a already"),
                        "409 template-exists: The id is taken: there is a template a already"),
                Arguments.of(
                        Reused.key(TASK),
                        "422 key-reused: The key belongs to another task: the key belongs to task " + ID
                                + ", which has another type, input or group, or came with another request; choose a new key"),
                Arguments.of(
                        Reused.key(GROUP),
                        "422 key-reused: The key belongs to another group: the key belongs to group " + ID
                                + ", which has another completion type, input, priority or failure policy; choose a new key"),
                Arguments.of(
                        Reused.event(TASK.value()),
                        "422 event-reused: The id belongs to another event: event " + ID
                                + " was published before, with another topic or other data, or came with another request; choose a new id or key"),
                Arguments.of(
                        Invalid.task("/text", "is required"),
                        "422 invalid-task: The task is invalid: /text: is required"),
                Arguments.of(
                        Invalid.of("event", "/topic", "is required"),
                        "422 invalid-event: The event is invalid: /topic: is required"),
                Arguments.of(
                        Invalid.of("rule", "the rule is not valid", List.of(new Violation("/kind", "is required"))),
                        "422 invalid-rule: The rule is invalid: the rule is not valid: /kind is required"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalIsToldAsItsKind(Refusal refusal, String told) {
        var problem = Problem.of(refusal);

        assertThat(problem.status() + " " + problem.type().substring("/problems/".length()) + ": " + problem.title()
                        + ": " + problem.detail())
                .isEqualTo(told);
    }

    @Test
    void everyViolationIsToldFromWhereTheCallerStands() {
        var broken = List.of(new Violation("", "a"), new Violation("/text", "b"));

        var problem = Problem.of(new Invalid("task", "2 fields", broken).within("/3/input"));

        assertThat(problem.errors())
                .containsExactly(new Problem.Fault("/3/input", "a"), new Problem.Fault("/3/input/text", "b"));
        assertThat(problem.detail()).isEqualTo("2 fields");
    }

    @Test
    void otherRefusalsTellNoViolations() {
        assertThat(Problem.of(NotFound.task(TASK)).errors()).isEmpty();
    }
}
