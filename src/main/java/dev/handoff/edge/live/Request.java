package dev.handoff.edge.live;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.TaskBody;
import dev.handoff.edge.live.Choice.What;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client sends over its WebSocket, told apart by {@code op}. {@code ref} is any text, which comes back with the
 * answer.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(Request.Subscribe.class),
    @JsonSubTypes.Type(Request.Unsubscribe.class),
    @JsonSubTypes.Type(Request.Submit.class),
    @JsonSubTypes.Type(Request.Cancel.class)
})
sealed interface Request {

    Optional<String> ref();

    /**
     * To follow these, from their states on.
     *
     * @param after the id that was seen last, to go on from there
     */
    @JsonTypeName("subscribe")
    record Subscribe(
            Optional<String> ref,
            Optional<List<String>> tasks,
            Optional<List<String>> groups,
            Optional<List<String>> types,
            Optional<List<String>> names,
            Optional<List<String>> subjects,
            Optional<String> after)
            implements Request {

        Set<Choice> choices() {
            return new Things(tasks, groups, types, names, subjects).choices();
        }
    }

    /** To follow these no more. */
    @JsonTypeName("unsubscribe")
    record Unsubscribe(
            Optional<String> ref,
            Optional<List<String>> tasks,
            Optional<List<String>> groups,
            Optional<List<String>> types,
            Optional<List<String>> names,
            Optional<List<String>> subjects)
            implements Request {

        Set<Choice> choices() {
            return new Things(tasks, groups, types, names, subjects).choices();
        }
    }

    /** To submit a task and follow it. */
    @JsonTypeName("submit")
    record Submit(Optional<String> ref, TaskBody task) implements Request {}

    /** To cancel a task. */
    @JsonTypeName("cancel")
    record Cancel(Optional<String> ref, String task, Optional<String> reason) implements Request {}

    /** What can be followed. */
    record Things(
            Optional<List<String>> tasks,
            Optional<List<String>> groups,
            Optional<List<String>> types,
            Optional<List<String>> names,
            Optional<List<String>> subjects) {

        /** @throws BadRequest if there are none, or one can't be understood */
        Set<Choice> choices() {
            var choices = new HashSet<Choice>();
            add(choices, "/tasks", What.TASK, tasks);
            add(choices, "/groups", What.GROUP, groups);
            add(choices, "/types", What.TYPE, types);
            add(choices, "/names", What.NAME, names);
            add(choices, "/subjects", What.SUBJECT, subjects);
            if (choices.isEmpty()) {
                throw new BadRequest("message", "must name tasks, groups, types, names or subjects");
            }
            return choices;
        }

        private static void add(Set<Choice> choices, String field, What what, Optional<List<String>> given) {
            var texts = given.orElse(List.of());
            for (int i = 0; i < texts.size(); i++) {
                var text = texts.get(i) == null ? "" : texts.get(i);
                choices.add(Access.choice(field + "/" + i, what, text));
            }
        }
    }
}
