package dev.handoff.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.handoff.engine.SecretFields;
import dev.handoff.engine.store.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Keeps the secrets of an attempt's input out of what is stored and told of its failure. */
final class Discretion {

    private final SecretFields secrets;
    private final JsonNode input;

    private Discretion(SecretFields secrets, JsonNode input) {
        this.secrets = secrets;
        this.input = input;
    }

    /** @param inputJson of the attempt */
    static Discretion about(String inputJson, SecretFields secrets, ObjectMapper json) {
        return new Discretion(secrets, input(inputJson, json));
    }

    private static JsonNode input(String stored, ObjectMapper json) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException unreadable) {
            return TextNode.valueOf(stored);
        }
    }

    HandlerCall.Result keep(HandlerCall.Result failed) {
        return new HandlerCall.Result(keep(failed.outcome()), failed.cause().filter(this::isHarmless), failed.took());
    }

    private Outcome keep(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded it -> it;
            case Outcome.Retry it -> new Outcome.Retry(it.delay(), told(it.error()));
            case Outcome.Dead it -> new Outcome.Dead(told(it.error()));
            case Outcome.Cancelled it -> new Outcome.Cancelled(told(it.reason()));
            case Outcome.Released it -> new Outcome.Released(it.delay(), told(it.reason()));
        };
    }

    private String told(String text) {
        return secrets.masked(text, input);
    }

    /** Logs and spans would write the messages of all causes; one that tells a secret is left out with its stack. */
    private boolean isHarmless(Throwable cause) {
        var written = new StringWriter();
        cause.printStackTrace(new PrintWriter(written, true));
        return told(written.toString()).equals(written.toString());
    }
}
