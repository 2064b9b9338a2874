package dev.handoff.edge.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.handoff.Settings;
import dev.handoff.edge.http.ApiKeys;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Guarded;
import dev.handoff.edge.http.Role;
import dev.handoff.edge.live.ScopedTokens;
import dev.handoff.edge.page.LoginConfig;
import dev.handoff.edge.page.PageConfig;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.kit.oidc.TestProvider;
import dev.handoff.task.NotFound;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People whom a provider lets in. What makes a token genuine is OidcProviderTest's. */
@QuarkusTest
@TestProfile(Guarded.class)
class OidcLoginTest {

    private static final String TASKS = "/api/tasks";
    private static final String NO_TASK = TASKS + "/018f0000-0000-7000-8000-000000000000";

    @Inject
    ApiKeys keys;

    @Inject
    ScopedTokens tokens;

    @Inject
    DispatchConfig dispatch;

    @Inject
    PendingLogins pendings;

    @Inject
    Caller caller;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "handoff.login.issuer")
    String issuer;

    @ParameterizedTest
    @CsvSource({"anna, admin, 202, 404", "olena, operator, 202, 403", "vera, viewer, 403, 403"})
    void personMayDoWhatTheClaimOpens(String person, String role, int submitting, int deleting) throws Exception {
        var end = logIn(person);
        assertThat(end.statusCode()).isEqualTo(303);
        assertThat(end.header("Location")).endsWith("/#/tasks/7?a=b");
        assertThat(end.headers().getValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .contains("handoff-session=ey", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"))
                .anySatisfy(cookie -> assertThat(cookie).contains("handoff-login=;", "Max-Age=0"));
        var cookie = end.cookie(Cookies.SESSION);

        with(cookie)
                .get("/api/session")
                .then()
                .statusCode(200)
                .body("name", equalTo(person + " (oidc:id-of-" + person + ")"))
                .body("role", equalTo(role))
                .body("expires_at", notNullValue());
        submit(changing(cookie)).then().statusCode(submitting);
        changing(cookie).delete(NO_TASK).then().statusCode(deleting);
    }

    @Test
    void auditLogNamesTheAccount() throws Exception {
        var cookie = logIn("olena").cookie(Cookies.SESSION);
        String task = submit(changing(cookie)).path("task_id");
        changing(cookie).body("{\"reason\": \"no more\"}").post(TASKS + "/" + task + "/cancel");

        with(cookie)
                .get("/api/audit?limit=1&entity_id=" + task)
                .then()
                .body("entries[0].actor", equalTo("olena (oidc:id-of-olena)"))
                .body("entries[0].action", equalTo("task.cancel"));
        with(cookie)
                .get("/api/audit?limit=1&action=session.begin&actor=olena (oidc:id-of-olena)")
                .then()
                .body("entries[0].details.issuer", equalTo(issuer))
                .body("entries[0].details.subject", equalTo("id-of-olena"))
                .body("entries[0].details.value", equalTo("operators"));
    }

    @Test
    void foreignPageCanChangeNothingByAnAccountsSession() throws Exception {
        var cookie = logIn("olena").cookie(Cookies.SESSION);

        submit(with(cookie)).then().statusCode(401);
        submit(changing(cookie).header("Origin", "https://evil.example")).then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"denied, denied", "stranger, stranger", "away, away"})
    void refusalIsToldByThePageAndOpensNothing(String person, String refusal) throws Exception {
        refused(logIn(person), refusal);

        given().header("Authorization", "Bearer " + Guarded.OPERATOR)
                .get(TASKS)
                .then()
                .statusCode(200);
    }

    @Test
    void nobodyIsSentToAProviderThatIsAway() throws Exception {
        var config = login(Map.of("handoff.login.issuer", "http://localhost:1", "handoff.login.client-id", "handoff"));
        var page = Settings.of(PageConfig.class);
        var router = Router.router(vertx);
        router.route()
                .blockingHandler(request -> request.end(String.valueOf(begin(new OidcLoginResource(
                        logins(config, true), pendings, null, caller, null, page, config, request)))));
        var server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        try {
            assertThat(plain().get("http://localhost:" + server.actualPort() + "/login/oidc")
                            .asString())
                    .endsWith("/#/?refused=away");
        } finally {
            server.close();
        }
    }

    private static URI begin(OidcLoginResource resource) {
        try {
            return resource.begin("/").getLocation();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void loginEndsInTheBrowserInWhichItBegan() throws Exception {
        var begun = begin();
        var back = TestProvider.logIn(begun.header("Location"), "anna");
        var another = begin().cookie(Cookies.LOGIN);

        refused(plain().get(back), "expired");
        refused(plain().cookie(Cookies.LOGIN, "").get(back), "expired");
        refused(plain().cookie(Cookies.LOGIN, another).get(back), "expired");
        // Sessions are signed by the same secret.
        refused(
                plain().cookie(Cookies.LOGIN, logIn("anna").cookie(Cookies.SESSION))
                        .get(back),
                "expired");
    }

    @Test
    void codeCountsOnce() throws Exception {
        var begun = begin();
        var login = begun.cookie(Cookies.LOGIN);
        var back = TestProvider.logIn(begun.header("Location"), "anna");

        assertThat(plain().cookie(Cookies.LOGIN, login).get(back).cookie(Cookies.SESSION))
                .isNotEmpty();
        refused(plain().cookie(Cookies.LOGIN, login).get(back), "unusable");
    }

    @Test
    void codeOfAnotherProviderIsRefused() throws Exception {
        var begun = begin();
        var back = TestProvider.logIn(begun.header("Location"), "anna").toString();

        var other = URI.create(back.replaceFirst("iss=.*", "iss=https://another.example"));

        refused(plain().cookie(Cookies.LOGIN, begun.cookie(Cookies.LOGIN)).get(other), "unusable");
    }

    @Test
    void screenIsOneOfThePage() {
        for (var elsewhere : new String[] {"https://evil.example", "/\n", "tasks", "/<b>"}) {
            given().redirects()
                    .follow(false)
                    .queryParam("screen", elsewhere)
                    .get("/login/oidc")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void sessionIsWorthWhatTheSettingsGiveNow() {
        var cookie =
                sessions(issuer, "viewer=staff").begin("vera", issuer, "staff").text();

        assertThat(sessions(issuer, "admin=staff").read(cookie))
                .hasValueSatisfying(session -> assertThat(session.role()).isEqualTo(Role.ADMIN));
        assertThat(sessions(issuer, "viewer=*").read(cookie)).isEmpty();
        assertThat(sessions("https://another.example", "viewer=staff").read(cookie))
                .isEmpty();
    }

    private Sessions sessions(String issuer, String roles) {
        var config = login(Map.of("handoff.login.issuer", issuer, "handoff.login.roles", roles));
        return new Sessions(keys, logins(config, true), tokens, Clock.systemUTC());
    }

    @Test
    void nobodyIsSentAwayWithoutAProviderOrAPage() {
        var logins = logins(login(Map.of()), true);

        assertThatThrownBy(() -> resource(logins, "on").begin("/"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("HANDOFF_LOGIN_ISSUER");
        assertThatThrownBy(() -> resource(logins, "off").finish())
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("HANDOFF_PAGE");
    }

    @Test
    void faultsKeepAServerFromStarting() {
        var config = login(Map.of("handoff.login.issuer", "id.example.com"));

        assertThatThrownBy(() -> logins(config, true).check(null))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("HANDOFF_LOGIN_ISSUER", "HANDOFF_LOGIN_CLIENT_ID", "HANDOFF_LOGIN_ROLES");
        assertThatCode(() -> logins(config, false).check(null)).doesNotThrowAnyException();
    }

    private Logins logins(LoginConfig config, boolean serves) {
        return new Logins(config, keys, dispatch, serves, Clock.systemUTC());
    }

    private static OidcLoginResource resource(Logins logins, String mode) {
        var page = Settings.of(PageConfig.class, Map.of("handoff.page.mode", mode));
        return new OidcLoginResource(logins, null, null, null, null, page, null, null);
    }

    private static LoginConfig login(Map<String, String> values) {
        return Settings.of(LoginConfig.class, values);
    }

    private static void refused(Response end, String refusal) {
        end.then().statusCode(303);
        assertThat(end.header("Location")).endsWith("/#/?refused=" + refusal);
        assertThat(end.cookies()).doesNotContainKey(Cookies.SESSION);
    }

    private static Response logIn(String person) throws Exception {
        var begun = begin();
        var back = TestProvider.logIn(begun.header("Location"), person);
        return plain().cookie(Cookies.LOGIN, begun.cookie(Cookies.LOGIN)).get(back);
    }

    private static Response begin() {
        return plain().get("/login/oidc?screen=%2Ftasks%2F7%3Fa%3Db");
    }

    private static RequestSpecification plain() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    private static Response submit(RequestSpecification request) {
        return request.body("{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}}")
                .post(TASKS);
    }

    private static RequestSpecification with(String cookie) {
        return given().contentType("application/json").cookie(Cookies.SESSION, cookie);
    }

    private static RequestSpecification changing(String cookie) {
        return with(cookie).header("X-Handoff-Page", "1");
    }
}
