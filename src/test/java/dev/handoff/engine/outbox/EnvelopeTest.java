package dev.handoff.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.outbox.Undecodable.Reason;
import dev.handoff.engine.store.StoredEvent;
import dev.handoff.kit.json.JsonRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    private static final StoredEvent EVENT = new StoredEvent(
            UUID.fromString("0198c0de-0000-7000-8000-000000000001"),
            "post.published",
            1,
            "{\"post_id\":\"p1\",\"author_id\":\"jane\",\"title\":\"Größe\"}",
            "/api/tasks/7",
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            Instant.parse("2026-11-22T09:00:00.123456Z"),
            Optional.of("r1"));

    private final ObjectMapper json = new ObjectMapper();
    private Envelope envelope;

    @BeforeEach
    void rules() {
        new JsonRules().customize(json);
        envelope = new Envelope(new TopicSchemas(json), json);
    }

    @Test
    void messageIsACloudEvent() throws Exception {
        assertThat(json.readTree(envelope.encode(EVENT))).isEqualTo(json.readTree("""
                {"specversion":"1.0","id":"0198c0de-0000-7000-8000-000000000001","source":"/api/tasks/7",
                 "type":"post.published","subject":"p1","time":"2026-11-22T09:00:00.123456Z",
                 "dataschema":"/api/topics/post.published/1","datacontenttype":"application/json",
                 "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","replay":"r1",
                 "data":{"post_id":"p1","author_id":"jane","title":"Größe"}}"""));
    }

    @Test
    void eventComesThroughUnchanged() throws Exception {
        assertThat(envelope.decode(envelope.encode(EVENT))).isEqualTo(EVENT);
    }

    @Test
    void fieldThatANewerReleaseHasAddedIsLeftOut() throws Exception {
        var text = new String(envelope.encode(EVENT), StandardCharsets.UTF_8);

        var decoded = envelope.decode(
                text.replace("\"title\"", "\"colour\":\"red\",\"title\"").getBytes(StandardCharsets.UTF_8));

        assertThat(decoded).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"traceId\":\"ab\"",
                "\"ce_sourceid\":\"7\"",
                "\"ingestedat\":1764150060000",
                "\"ratio\":0.5,\"sampled\":true",
                "\"nested\":{\"a\":[null]},\"subject\":7"
            })
    void attributesThatNobodyReadsMayBeAnything(String attribute) throws Exception {
        var text = new String(envelope.encode(EVENT), StandardCharsets.UTF_8).replace("\"subject\":\"p1\"", attribute);

        assertThat(envelope.decode(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(EVENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "7", "[]", "{}", "{"})
    void whatIsNoObjectIsNoEvent(String message) {
        assertThatThrownBy(() -> envelope.decode(message.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Undecodable.class, it -> assertThat(it.reason()).isEqualTo(Reason.NO_CLOUD_EVENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "post.published\" | post.exploded\" | UNKNOWN_TOPIC",
                "post.published/1 | post.published/2 | UNKNOWN_VERSION",
                "/api/topics/post.published/1 | /elsewhere | NO_CLOUD_EVENT",
                "\"title\" | \"titel\" | INVALID_DATA",
                "0198c0de-0000-7000-8000-000000000001 | seven | NO_CLOUD_EVENT",
                "\"specversion\":\"1.0\" | \"specversion\":\"9\" | NO_CLOUD_EVENT",
                "\"time\" | \"tim\" | NO_CLOUD_EVENT",
                "{ | [ | NO_CLOUD_EVENT",
            })
    void messageThatIsNoEventSaysWhy(String right, String wrong, Reason reason) {
        var text = new String(envelope.encode(EVENT), StandardCharsets.UTF_8);
        assertThat(text).contains(right);
        var message = text.replace(right, wrong).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> envelope.decode(message))
                .isInstanceOfSatisfying(
                        Undecodable.class, it -> assertThat(it.reason()).isEqualTo(reason));
    }

    @Test
    void messageThatIsTooLargeIsNotRead() {
        assertThatThrownBy(() -> envelope.decode(new byte[Envelope.MAX_BYTES + 1]))
                .isInstanceOfSatisfying(
                        Undecodable.class, it -> assertThat(it.reason()).isEqualTo(Reason.TOO_LARGE));
    }
}
