package dev.handoff.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.cloudtasks.CloudTasksRouteOf;
import dev.handoff.engine.dispatch.dryrun.DryRunRouteOf;
import dev.handoff.engine.dispatch.http.HttpRoutesOf;
import dev.handoff.engine.dispatch.local.LocalConfig;
import dev.handoff.engine.dispatch.local.LocalRoute;
import dev.handoff.engine.dispatch.nats.NatsRouteOf;
import dev.handoff.engine.dispatch.rabbitmq.RabbitMqRouteOf;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings lead to which route. */
class DecisionTableTest {

    private static final Map<String, String> ALL_OF_CLOUD_TASKS = Map.of(
            "handoff.dispatch.production", "true",
            "GOOGLE_CLOUD_PROJECT", "p",
            "TASKS_LOCATION", "us-west1",
            "TASKS_QUEUE", "handoff",
            "TASKS_URL_BASE", "https://api.example.com");

    private final Heard heard = new Heard();

    /** Cloud: the four variables are all set, without the queue, or not at all. Worker: its address is good or bad. */
    @ParameterizedTest
    @CsvSource({
        // environment, dry run, cloud, emulator, worker, loopback, type, route
        "production, on,  all,     off, off,  off, transcribe,    dry-run",
        "production, on,  partial, off, off,  on,  transcribe,    dry-run",
        "dev,        on,  none,    off, good, on,  assemble,      dry-run",
        "production, off, all,     off, off,  off, transcribe,    cloud-tasks",
        "production, off, all,     on,  off,  off, transcribe,    cloud-tasks",
        "production, off, all,     off, off,  on,  assemble,      cloud-tasks",
        "production, off, partial, off, off,  off, transcribe,    error: TASKS_QUEUE",
        "production, off, none,    off, off,  off, transcribe,    local",
        "production, off, none,    off, off,  on,  transcribe,    loopback",
        "production, off, none,    off, good, off, transcribe,    local",
        "production, off, none,    off, good, off, assemble,      error: USE_WORKER_IN_DEV",
        "dev,        off, all,     off, off,  off, transcribe,    local",
        "dev,        off, all,     on,  off,  off, transcribe,    cloud-tasks",
        "dev,        off, all,     on,  good, on,  assemble,      cloud-tasks",
        "dev,        off, partial, off, off,  off, transcribe,    local",
        "dev,        off, partial, on,  off,  off, transcribe,    error: TASKS_QUEUE",
        "dev,        off, none,    on,  off,  off, transcribe,    local",
        "dev,        off, none,    off, off,  off, transcribe,    local",
        "dev,        off, none,    off, off,  off, assemble,      local",
        "dev,        off, none,    off, good, off, assemble,      worker",
        "dev,        off, none,    off, good, off, process-chunk, worker",
        "dev,        off, none,    off, good, off, transcribe,    local",
        "dev,        off, none,    off, good, on,  assemble,      worker",
        "dev,        off, none,    off, good, on,  transcribe,    loopback",
        "dev,        off, none,    off, bad,  off, assemble,      local",
        "dev,        off, none,    off, bad,  on,  assemble,      loopback",
        "test,       off, all,     off, good, off, assemble,      worker",
    })
    void settingsChooseTheRoute(
            String environment,
            String dryRun,
            String cloud,
            String emulator,
            String worker,
            String loopback,
            String type,
            String route) {
        var variables = new HashMap<String, String>();
        variables.put("handoff.dispatch.production", Boolean.toString(environment.equals("production")));
        variables.put("TASKS_DRY_RUN", Boolean.toString(dryRun.equals("on")));
        if (!cloud.equals("none")) {
            variables.put("GOOGLE_CLOUD_PROJECT", "radio");
            variables.put("TASKS_LOCATION", "us-west1");
            variables.put("TASKS_URL_BASE", "https://api.example.com");
            variables.put("TASKS_QUEUE", cloud.equals("all") ? "handoff" : "");
        }
        variables.put("CLOUD_TASKS_EMULATOR_HOST", emulator.equals("on") ? "localhost:8123" : "");
        variables.put("USE_WORKER_IN_DEV", Boolean.toString(!worker.equals("off")));
        variables.put("WORKER_URL_BASE", worker.equals("good") ? "http://localhost:8001" : "");
        variables.put("TASKS_FORCE_HTTP_LOOPBACK", Boolean.toString(loopback.equals("on")));
        var dispatcher = dispatcher(variables);

        if (route.startsWith("error: ")) {
            assertThatThrownBy(() -> dispatcher.choose(type))
                    .isInstanceOf(DispatchMisconfigured.class)
                    .hasMessageContaining(route.substring("error: ".length()));
        } else {
            assertThat(dispatcher.choose(type)).isEqualTo(route);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                             transcribe,           rabbitmq",
        "'',                             calculate-all-ratings, rabbitmq",
        "'',                             calculate-rating,     local",
        "'light:rabbitmq',               calculate-rating,     rabbitmq",
        "'heavy:local',                  transcribe,           local",
        "'heavy:local,transcribe:rabbitmq', transcribe,        rabbitmq",
        "'heavy:cloud-tasks',            transcribe,           error: HANDOFF_ROUTES says heavy:cloud-tasks",
    })
    void brokerGetsWhatIsHeavyOrSentToItByName(String mapping, String type, String route) {
        var dispatcher = dispatcher(Map.of("MQ_HOST", "broker", "HANDOFF_ROUTES", mapping));

        if (route.startsWith("error: ")) {
            assertThatThrownBy(() -> dispatcher.choose(type)).hasMessageContaining(route.substring("error: ".length()));
        } else {
            assertThat(dispatcher.choose(type)).isEqualTo(route);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'',                             '',     transcribe,       nats",
        "'',                             broker, transcribe,       rabbitmq",
        "'heavy:nats',                   broker, transcribe,       nats",
        "'',                             '',     calculate-rating, local",
        "'light:nats',                   '',     calculate-rating, nats",
    })
    void natsGetsTheSameUnlessThereIsRabbitMq(String mapping, String rabbit, String type, String route) {
        var variables = Map.of("NATS_URL", "nats://n", "MQ_HOST", rabbit, "HANDOFF_ROUTES", mapping);

        assertThat(dispatcher(variables).choose(type)).isEqualTo(route);
    }

    @Test
    void brokerThatIsAskedForAndNotConfiguredIsAnErrorAndNotAnotherRoute() {
        var dispatcher = dispatcher(Map.of("HANDOFF_ROUTES", "heavy:rabbitmq"));

        assertThatThrownBy(() -> dispatcher.choose("transcribe"))
                .isInstanceOf(DispatchMisconfigured.class)
                .hasMessageContaining("MQ_HOST is not set");
        assertThat(dispatcher.faults()).singleElement().asString().contains("MQ_HOST is not set");
    }

    @Test
    void guestBreaksTheChoiceInProduction() {
        var dispatcher = dispatcher(Map.of("handoff.dispatch.production", "true", "MQ_HOST", "broker"));

        assertThatThrownBy(() -> dispatcher.choose("transcribe")).hasMessageContaining("set MQ_USER and MQ_PASSWORD");
    }

    @Test
    void everyRouteSaysWhy() {
        var verdicts = dispatcher(Map.of()).explain("transcribe");

        assertThat(verdicts.keySet()).containsExactlyElementsOf(RouteNames.ORDER);
        assertThat(verdicts.values())
                .allSatisfy(verdict -> assertThat(verdict.reason()).isNotBlank());
    }

    @Test
    void faultsOfAllRoutesAreToldAtOnce() {
        var dispatcher = dispatcher(
                Map.of("handoff.dispatch.production", "true", "TASKS_QUEUE", "handoff", "USE_WORKER_IN_DEV", "true"));

        assertThat(dispatcher.faults())
                .satisfiesExactly(
                        cloud -> assertThat(cloud).contains("GOOGLE_CLOUD_PROJECT, TASKS_LOCATION not set"),
                        worker -> assertThat(worker).contains("USE_WORKER_IN_DEV"));
        assertThatThrownBy(() -> dispatcher.check(null, true)).hasMessageContaining("TASKS_LOCATION");
        dispatcher.check(null, false);
    }

    @ParameterizedTest
    @CsvSource({
        "TASKS_QUEUE, handoff, SETTINGS",
        "TASKS_URL_BASE, ftp://nowhere, BASE_URL",
    })
    void faultOfTheSettingsIsToldWhenTheStartIsRefused(String variable, String value, DispatchFailed.Stage stage) {
        var variables = new HashMap<>(ALL_OF_CLOUD_TASKS);
        variables.keySet().removeIf(name -> stage == DispatchFailed.Stage.SETTINGS && name.equals("TASKS_LOCATION"));
        variables.put(variable, value);
        var dispatcher = dispatcher(variables);

        assertThatThrownBy(() -> dispatcher.check(null, true)).isInstanceOf(ConfigurationException.class);

        assertThat(heard.events)
                .filteredOn(DispatchEvent.Misconfigured.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var told = (DispatchEvent.Misconfigured) event;
                    assertThat(told.route()).isEqualTo("cloud-tasks");
                    assertThat(told.stage()).isEqualTo(stage);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "true, '', true",
        "true, 'heavy:local,light:local', false",
        "false, '', false",
    })
    void productionThatRunsTasksItselfWithoutBeingAskedIsTold(boolean production, String routes, boolean told) {
        var dispatcher = dispatcher(
                Map.of("handoff.dispatch.production", Boolean.toString(production), "HANDOFF_ROUTES", routes));

        dispatcher.check(null, true);
        dispatcher.check(null, false);

        assertThat(heard.events)
                .filteredOn(DispatchEvent.LocalInProduction.class::isInstance)
                .hasSize(told ? 1 : 0);
    }

    private Dispatcher dispatcher(Map<String, String> variables) {
        var slots = new Slots(1, _ -> OptionalInt.empty());
        var routes = new ArrayList<Route>(List.of(
                new LocalRoute(slots, new NoTasks(), Settings.of(LocalConfig.class), Clock.systemUTC()),
                CloudTasksRouteOf.variables(variables),
                RabbitMqRouteOf.variables(variables),
                NatsRouteOf.variables(variables),
                DryRunRouteOf.variables(variables)));
        routes.addAll(HttpRoutesOf.variables(variables));
        var config = Settings.of(DispatchConfig.class, variables);
        return new Dispatcher(routes, config, WeightsOf.variables(variables, "transcribe"), heard);
    }
}
