package dev.handoff.edge.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.edge.http.GroupView;
import dev.handoff.edge.http.TaskStatus;
import dev.handoff.engine.live.News;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes what clients are told as CloudEvents 1.0 in JSON. */
@ApplicationScoped
class Envelope {

    /** The state of a task, with which following it begins. */
    static final String TASK_STATE = "task.state";

    /** The same of a group. */
    static final String GROUP_STATE = "group.state";

    /** Something was missed: states follow. */
    static final String RESET = "live.reset";

    private static final Set<String> ENDS = Set.of("task.succeeded", "task.dead", "task.cancelled");

    private static final String SOURCE = "/api/live";

    private final ObjectMapper json;
    private final Clock clock;

    Envelope(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The attributes' names are those of the specification, which allows no underscores. */
    private record CloudEvent(
            String specversion,
            String id,
            String source,
            String type,
            Optional<String> subject,
            Instant time,
            String datacontenttype,
            Optional<String> taskid,
            Optional<String> tasktype,
            Object data) {}

    Message of(News news) {
        return message(
                news.id(),
                ENDS.contains(news.event()),
                new CloudEvent(
                        "1.0",
                        Long.toString(news.id()),
                        SOURCE,
                        news.event(),
                        Optional.of(news.subject()),
                        news.at(),
                        "application/json",
                        news.task().map(it -> it.id().toString()),
                        news.task().map(News.OfTask::type),
                        new RawValue(news.dataJson())));
    }

    /** How a task stands, as {@code GET /api/tasks/{id}/status} answers. */
    Message of(TaskStatus task, long id) {
        var subject = task.taskId().toString();
        return message(
                id,
                task.status().isFinal(),
                event(TASK_STATE, "/api/tasks/" + subject + "/status", Optional.of(subject), id, task));
    }

    Message of(GroupView group, long id) {
        var subject = group.groupId().toString();
        return message(id, false, event(GROUP_STATE, "/api/groups/" + subject, Optional.of(subject), id, group));
    }

    Message reset(long id) {
        return message(id, false, event(RESET, SOURCE + "/reset", Optional.empty(), id, Map.of()));
    }

    /** It has the id of the news before it, and with its own source one that nothing else has. */
    private CloudEvent event(String name, String source, Optional<String> subject, long id, Object data) {
        return new CloudEvent(
                "1.0",
                Long.toString(id),
                source,
                name,
                subject,
                clock.instant(),
                "application/json",
                Optional.empty(),
                Optional.empty(),
                data);
    }

    /** The answer to what a client has asked for. */
    Message answer(Object answer) {
        return new Message(0, "answer", write(answer), false);
    }

    private Message message(long id, boolean end, CloudEvent event) {
        return new Message(id, event.type(), write(event), end);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("what clients are told can be written as JSON", impossible);
        }
    }
}
