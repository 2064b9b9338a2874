package dev.handoff.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.json.JsonRules;
import dev.handoff.kit.json.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised to subscribers. */
class TopicsTest {

    private static final Path CONTRACTS = Path.of("src/main/resources/schemas/events");
    private static final Path MADE = Path.of("target/schemas/events");

    static List<Topic<?>> topics() {
        return Topics.all();
    }

    /**
     * The committed file is the contract. If it has to change for a field that may be left out, copy the one in target;
     * for anything else leave it as it is and give the topic a further version.
     */
    @ParameterizedTest
    @MethodSource("topics")
    void schemaIsTheOneThatWasPromised(Topic<?> topic) throws IOException {
        var name = topic.name() + ".v" + topic.version() + ".json";
        var made = schema(topic);

        Files.createDirectories(MADE);
        Files.writeString(MADE.resolve(name), made);

        assertThat(Path.of(CONTRACTS.toString(), name))
                .as(
                        "the contract of %s. If only a field was added that may be left out: cp %s/%s %s/."
                                + " Anything else breaks subscribers and needs version %d beside this one",
                        topic.name(), MADE, name, CONTRACTS, topic.version() + 1)
                .hasContent(made);
    }

    @Test
    void nothingIsPromisedThatIsNoTopic() throws IOException {
        try (var files = Files.list(CONTRACTS)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(topics().stream()
                            .map(topic -> topic.name() + ".v" + topic.version() + ".json")
                            .toList());
        }
    }

    @Test
    void topicsAreThoseOfTheDomain() {
        assertThat(topics())
                .extracting(Topic::name)
                .containsExactly(
                        "circle.joined",
                        "circle.left",
                        "comment.created",
                        "comment.deleted",
                        "comment.voted",
                        "post.deleted",
                        "post.published",
                        "post.updated",
                        "post.voted",
                        "scan.batch.collected",
                        "scan.finished",
                        "scan.transmitted",
                        "user.followed",
                        "user.registered",
                        "user.unfollowed",
                        "vote.created",
                        "vote.deleted",
                        "vote.updated");
    }

    @Test
    void topicIsFoundByItsName() {
        assertThat(Topics.find("post.published")).contains(Posts.PUBLISHED);
        assertThat(Topics.find("post.published", 1)).contains(Posts.PUBLISHED);
        assertThat(Topics.find("post.published", 2)).isEmpty();
        assertThat(Topics.find("post")).isEmpty();
    }

    private static String schema(Topic<?> topic) throws IOException {
        var json = new ObjectMapper();
        new JsonRules().customize(json);
        return json.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(RecordSchema.of(topic.data(), json).asJson())
                + "\n";
    }
}
