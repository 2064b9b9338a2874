package dev.handoff.edge.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Person;
import dev.handoff.edge.http.Problem;
import dev.handoff.edge.http.Ticket;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.audit.Actor;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskId;
import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Does what clients ask for over their WebSockets. */
@ApplicationScoped
class Conversation {

    private static final int MAX_REF_LENGTH = 100;
    private static final Pattern REASON = Pattern.compile("\\P{Cntrl}{1,500}");

    private final Clients clients;
    private final Tasks tasks;
    private final Arguments arguments;
    private final Person person;
    private final Envelope envelope;
    private final ObjectReader reader;

    Conversation(
            Clients clients, Tasks tasks, Arguments arguments, Person person, Envelope envelope, ObjectMapper json) {
        this.clients = clients;
        this.tasks = tasks;
        this.arguments = arguments;
        this.person = person;
        this.envelope = envelope;
        this.reader = json.readerFor(Request.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /**
     * Never throws: what goes wrong is told to the client.
     *
     * @param name who the client is, for the audit log
     */
    void take(Client client, String name, String text) throws InterruptedException {
        var ref = Optional.<String>empty();
        try {
            Request request = reader.readValue(text);
            if (request == null) {
                throw new BadRequest("message", "must be a JSON object with an op");
            }
            ref = Optional.ofNullable(request.ref()).flatMap(it -> it).map(Conversation::checked);
            answer(client, name, request, ref);
        } catch (JsonProcessingException | RuntimeException refused) {
            client.say(envelope.answer(Answer.problem(Problem.of(refused), ref)));
        }
    }

    private void answer(Client client, String name, Request request, Optional<String> ref) throws InterruptedException {
        switch (request) {
            case Request.Subscribe it -> {
                var choices = Access.allowed(it.choices(), client.grant());
                clients.follow(
                        client, choices, Access.after("/after", it.after().orElse(null)));
                client.say(envelope.answer(Answer.plain("subscribed", ref)));
            }
            case Request.Unsubscribe it -> {
                clients.unfollow(client, it.choices());
                client.say(envelope.answer(Answer.plain("unsubscribed", ref)));
            }
            case Request.Submit it -> {
                refuseFollower(client);
                var ticket = submit(it, name);
                client.say(envelope.answer(Answer.submitted(ticket, ref)));
                clients.follow(client, Set.of(Choice.of(ticket.taskId())), OptionalLong.empty());
            }
            case Request.Cancel it -> {
                refuseFollower(client);
                client.say(envelope.answer(Answer.cancelled(cancel(it, name), ref)));
            }
        }
    }

    private Ticket submit(Request.Submit request, String name) {
        if (request.task() == null) {
            throw new BadRequest("/task", "is required");
        }
        var submission = request.task().toSubmission("/task", Optional.empty(), arguments);
        try {
            var ticket = Ticket.of(tasks.submit(submission));
            submission.origin().ifPresent(origin -> person.sentAgain(name, origin, ticket.taskId()));
            return ticket;
        } catch (Invalid invalid) {
            throw invalid.within("/input")
                    .moved(pointer -> request.task().place(pointer, arguments))
                    .within("/task");
        }
    }

    private Answer.Cancelled cancel(Request.Cancel request, String name) {
        var reason = request.reason().orElse("asked for over a WebSocket");
        if (!REASON.matcher(reason).matches()) {
            throw new BadRequest("/reason", "must have 1 to 500 characters, none of them a control character");
        }
        var id = TaskId.parse(Access.choice(
                        "/task",
                        Choice.What.TASK,
                        Optional.ofNullable(request.task()).orElse(""))
                .value());
        var done = tasks.cancel(id, reason);
        person.did(new Actor(name, request.reason()), "task.cancel", "task", id);
        return new Answer.Cancelled(id, done.changed(), done.state());
    }

    /** Who holds a scoped token may follow, and nothing else. */
    private static void refuseFollower(Client client) {
        if (client.grant().isPresent()) {
            throw new ForbiddenException();
        }
    }

    private static String checked(String ref) {
        if (ref.length() > MAX_REF_LENGTH) {
            throw new BadRequest("/ref", "must have at most " + MAX_REF_LENGTH + " characters");
        }
        return ref;
    }
}
