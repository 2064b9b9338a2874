package dev.handoff.edge.http;

import dev.handoff.engine.dispatch.FunctionCall;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What {@code /q/openapi} says about the API as a whole. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Handoff",
                        version = "1",
                        description = "Background tasks as functions: submitted once, run at least once, recorded "
                                + "exactly once. Every error is a problem document (RFC 9457).",
                        license =
                                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
        tags = {
            @Tag(name = ApiDescription.TASKS, description = "Submit, read, cancel and revive tasks"),
            @Tag(name = ApiDescription.GROUPS, description = "Fan out into tasks that end in one more"),
            @Tag(name = ApiDescription.FILES, description = "Bring recordings in and episodes out"),
            @Tag(name = ApiDescription.TYPES, description = "What can be submitted"),
            @Tag(name = ApiDescription.MESSAGES, description = "Messages of RabbitMQ that could not be used"),
            @Tag(name = ApiDescription.EVENTS, description = "Publish, read and replay what has happened"),
            @Tag(name = ApiDescription.LIVE, description = "Follow what happens, as it happens"),
            @Tag(name = ApiDescription.TEMPLATES, description = "Say how episodes are put together"),
            @Tag(
                    name = ApiDescription.TRIGGERS,
                    description = "Take events from outside that ask for tasks; for transports"),
            @Tag(name = ApiDescription.SCHEDULES, description = "Submit tasks by the clock"),
            @Tag(
                    name = ApiDescription.SEARCH,
                    description = "Store messages and atoms, and find them by what they mean"),
            @Tag(name = ApiDescription.SESSION, description = "Log in and out at the page"),
            @Tag(
                    name = ApiDescription.COMMUNITY,
                    description = "Posts, comments, votes, who follows whom, and what users are told"),
            @Tag(name = ApiDescription.SCANS, description = "Say what scans look for, and read what they found"),
            @Tag(name = ApiDescription.SPEAKING, description = "Say what people speak to, and read how they did"),
            @Tag(name = ApiDescription.FUNCTIONS, description = "Run a task and wait for its end; for transports")
        },
        components =
                @Components(
                        securitySchemes = {
                            @SecurityScheme(
                                    securitySchemeName = Caller.API,
                                    type = SecuritySchemeType.HTTP,
                                    scheme = "bearer",
                                    description =
                                            "The value of HANDOFF_API_KEY or a key of HANDOFF_API_KEYS; not needed where "
                                                    + "none is set"),
                            @SecurityScheme(
                                    securitySchemeName = Caller.INVOKER,
                                    type = SecuritySchemeType.APIKEY,
                                    in = SecuritySchemeIn.HEADER,
                                    apiKeyName = FunctionCall.AUTH,
                                    description = "The value of TASKS_AUTH; an OIDC token of a service account in "
                                            + "TASKS_INVOKERS, as a bearer token, does as well")
                        },
                        parameters = {
                            @Parameter(
                                    name = ApiDescription.LIMIT,
                                    in = ParameterIn.QUERY,
                                    description = "Of the lines of a page",
                                    schema =
                                            @Schema(
                                                    implementation = Integer.class,
                                                    defaultValue = "50",
                                                    minimum = "1",
                                                    maximum = "1000")),
                            @Parameter(
                                    name = ApiDescription.CURSOR,
                                    in = ParameterIn.QUERY,
                                    description = "The next_cursor of the page before",
                                    schema = @Schema(type = SchemaType.STRING)),
                            @Parameter(
                                    name = ApiDescription.TOKEN,
                                    in = ParameterIn.QUERY,
                                    description = "A scoped token, for browsers",
                                    schema = @Schema(type = SchemaType.STRING))
                        },
                        responses =
                                @APIResponse(
                                        name = ApiDescription.PROBLEM,
                                        description = "What went wrong",
                                        content =
                                                @Content(
                                                        mediaType = Problem.MEDIA_TYPE,
                                                        schema = @Schema(implementation = Problem.class)))))
public class ApiDescription extends Application {

    public static final String TASKS = "Tasks";
    static final String GROUPS = "Task groups";
    public static final String FILES = "Files";
    static final String TYPES = "Task types";
    static final String MESSAGES = "Messages";
    static final String EVENTS = "Events";
    public static final String LIVE = "Live";
    public static final String TEMPLATES = "Templates";
    static final String TRIGGERS = "Triggers";
    static final String SCHEDULES = "Schedules";
    public static final String SEARCH = "Search";
    public static final String SESSION = "session";
    public static final String COMMUNITY = "Community";
    public static final String SCANS = "Content monitoring";
    public static final String SPEAKING = "Speaking";
    static final String FUNCTIONS = "Functions";
    public static final String PROBLEM = "problem";

    /** What browsers open the streams with. */
    public static final String TOKEN = "token";

    /** What lists are asked with, in {@link Query}. */
    public static final String LIMIT = "limit";

    public static final String CURSOR = "cursor";
}
