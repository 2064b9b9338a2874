package dev.handoff.domain.community;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.notify.NoticeStore;
import dev.handoff.kit.notify.StoredNotice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** A community over HTTP, from what its users do to what they are told, in one process with a real database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class CommunityTest {

    @Inject
    NoticeStore notices;

    private final String post = "p-" + UUID.randomUUID();
    private final String comment = "c-" + UUID.randomUUID();
    private final String jane = "jane-" + UUID.randomUUID();
    private final String ann = "ann-" + UUID.randomUUID();
    private final String bob = "bob-" + UUID.randomUUID();

    @Test
    void votesAreCountedAndTheirAuthorTold() {
        publish();

        put("/api/posts/" + post + "/votes/" + ann, "{\"vote_type\": \"up\"}").statusCode(201);
        put("/api/posts/" + post + "/votes/" + bob, "{\"vote_type\": \"up\"}").statusCode(201);
        put("/api/posts/" + post + "/votes/" + bob, "{\"vote_type\": \"down\"}").statusCode(200);
        put("/api/posts/" + post + "/votes/" + jane, "{\"vote_type\": \"up\"}").statusCode(201);

        patiently().untilAsserted(() -> counts(2, 1, 0));
        patiently().untilAsserted(() -> assertThat(told(jane)).containsExactlyInAnyOrder("vote " + ann, "vote " + bob));
        given().delete("/api/posts/" + post + "/votes/" + ann).then().statusCode(204);
        patiently().untilAsserted(() -> counts(1, 1, 0));
    }

    @Test
    void everybodyIsToldOfACommentOnceAndForOneReason() {
        publish();
        put("/api/users/" + bob, "{\"name\": \"Bob\"}").statusCode(201);
        put("/api/users/" + jane, "{\"name\": \"Jane\"}").statusCode(201);
        comment(comment, ann, null, "fine, @" + bob + ", @nobody and @" + bob);

        comment(comment + "-2", bob, comment, "@" + jane + " @" + bob + " see above");

        patiently().untilAsserted(() -> counts(0, 0, 2));
        patiently().untilAsserted(() -> {
            assertThat(told(jane)).containsExactlyInAnyOrder("comment " + ann, "mention " + bob);
            assertThat(told(ann)).containsExactly("reply " + bob);
            assertThat(told(bob)).containsExactly("mention " + ann);
        });
        given().get("/api/comments/" + comment).then().body("counts.comments", equalTo(1));
    }

    @Test
    void deletedCommentIsTakenBack() {
        publish();
        comment(comment, ann, null, "fine");
        patiently().untilAsserted(() -> assertThat(told(jane)).isNotEmpty());

        given().delete("/api/comments/" + comment + "?deleted_by=" + jane)
                .then()
                .statusCode(204);

        patiently().untilAsserted(() -> counts(0, 0, 0));
        patiently().untilAsserted(() -> assertThat(told(jane)).isEmpty());
        given().get("/api/comments/" + comment)
                .then()
                .statusCode(404)
                .body("type", containsString("comment-not-found"));
    }

    @Test
    void followersAndMembersAreCounted() {
        put("/api/users/" + jane, "{\"name\": \"Jane\"}").statusCode(201);
        given().put("/api/users/" + jane + "/followers/" + ann).then().statusCode(204);
        given().put("/api/users/" + jane + "/followers/" + bob).then().statusCode(204);
        given().delete("/api/users/" + jane + "/followers/" + bob).then().statusCode(204);
        given().put("/api/circles/" + post + "/members/" + bob).then().statusCode(204);

        patiently().untilAsserted(() -> {
            given().get("/api/users/" + jane).then().body("counts.followers", equalTo(1));
            given().get("/api/circles/" + post).then().body("counts.members", equalTo(1));
        });
    }

    @Test
    void commentsAndNoticesComeInPages() {
        publish();
        for (int i = 0; i < 3; i++) {
            comment(comment + i, ann, null, "number " + i);
        }
        patiently().untilAsserted(() -> assertThat(told(jane)).hasSize(3));

        var first = given().get("/api/posts/" + post + "/comments?limit=2").jsonPath();
        var rest = given().get("/api/posts/" + post + "/comments?limit=2&cursor=" + first.getString("next_cursor"))
                .jsonPath();
        assertThat(first.getList("comments.content")).containsExactly("number 0", "number 1");
        assertThat(rest.getList("comments.content")).containsExactly("number 2");

        var read = notices.list(jane, Optional.empty(), 10).getFirst().id();
        var list = "/api/users/" + jane + "/notices";
        given().contentType(ContentType.JSON)
                .body("{\"notice_ids\": [\"" + read + "\"]}")
                .post(list + "/read")
                .then()
                .statusCode(204);
        var page = given().get(list + "?limit=2").jsonPath();
        var last = given().get(list + "?limit=2&cursor=" + page.getString("next_cursor"))
                .jsonPath();
        assertThat(page.getInt("unread")).isEqualTo(2);
        assertThat(page.getList("notices.read_at")).containsOnlyNulls();
        assertThat(last.getList("notices.notice_id")).containsExactly(read.toString());
    }

    @Test
    void bodyThatBreaksARuleIsRefusedWithItsPlace() {
        put("/api/posts/" + post, "{\"author_id\": \"a b\", \"title\": \"x\"}")
                .statusCode(422)
                .body("errors[0].field", equalTo("/author_id"));
        put("/api/posts/" + post, "{\"author_id\": \"a\", \"title\": \"x\", \"colour\": \"red\"}")
                .statusCode(422)
                .body("errors[0].field", equalTo("/colour"));
        put("/api/posts/a b", "{\"author_id\": \"a\", \"title\": \"x\"}").statusCode(400);
        put("/api/posts/" + post + "/votes/" + ann, "{\"vote_type\": \"sideways\"}")
                .statusCode(422);
        put("/api/posts/" + post + "/votes/" + ann, "{\"vote_type\": \"up\"}").statusCode(404);
    }

    private void publish() {
        put("/api/posts/" + post, "{\"author_id\": \"" + jane + "\", \"title\": \"Emma\"}")
                .statusCode(201);
    }

    private void comment(String id, String author, String parent, String content) {
        var answers = parent == null ? "" : "\"parent_id\": \"" + parent + "\", ";
        put(
                        "/api/comments/" + id,
                        "{\"post_id\": \"" + post + "\", \"author_id\": \"" + author + "\", " + answers
                                + "\"content\": \"" + content + "\"}")
                .statusCode(201);
    }

    private static ValidatableResponse put(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).put(path).then();
    }

    private void counts(int upvotes, int downvotes, int comments) {
        given().get("/api/posts/" + post)
                .then()
                .body("counts.upvotes", equalTo(upvotes))
                .body("counts.downvotes", equalTo(downvotes))
                .body("counts.comments", equalTo(comments));
    }

    /** What a user was told, and who did it. */
    private List<String> told(String user) {
        return notices.list(user, Optional.empty(), 100).stream()
                .map(StoredNotice::notice)
                .map(it -> it.kind() + " " + it.actorId().orElseThrow())
                .toList();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
