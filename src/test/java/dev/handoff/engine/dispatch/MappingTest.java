package dev.handoff.engine.dispatch;

import static dev.handoff.task.Weight.HEAVY;
import static dev.handoff.task.Weight.LIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.dryrun.DryRunRouteOf;
import dev.handoff.engine.type.TypeNames;
import dev.handoff.task.TaskState;
import dev.handoff.task.Weight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entries of {@code HANDOFF_ROUTES} lead to which route. */
class MappingTest {

    private static final Map<String, Weight> CODE =
            Map.of("transcribe", HEAVY, "process-message", LIGHT, "count-words", LIGHT);

    private final Map<String, String> variables = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        // HANDOFF_ROUTES, type, route
        "'',                                    transcribe,           worker",
        "'',                                    process-message,      worker",
        "'heavy:rabbitmq',                      transcribe,           rabbitmq",
        "'heavy:rabbitmq',                      process-message,      worker",
        "'heavy:rabbitmq',                      sync-impressions-from-redis, rabbitmq",
        "'heavy:rabbitmq,light:local',          process-message,      local",
        "'heavy:rabbitmq,light:local',          unknown-here,         local",
        "'heavy:rabbitmq,transcribe:local',     transcribe,           local",
        "'transcribe:local,heavy:rabbitmq',     transcribe,           local",
        "'light:local,process_message:rabbitmq', process-message,     rabbitmq",
        "'light:local,process_message:rabbitmq', count-words,         local",
        "'light:local,other:transcribe:local',  transcribe,           local",
        "' heavy : rabbitmq , light : local ',  process-message,      local",
    })
    void entriesChooseTheRoute(String routes, String type, String route) {
        variables.put("HANDOFF_ROUTES", routes);

        assertThat(dispatcher().choose(type)).isEqualTo(route);
        assertThat(dispatcher().faults()).isEmpty();
    }

    @Test
    void routeThatWasNamedTakesWhatItPassesByItself() {
        variables.put("HANDOFF_ROUTES", "light:rabbitmq");

        assertThat(dispatcher().choose("process-message")).isEqualTo("rabbitmq");
    }

    @Test
    void routeThatCannotTakeItIsNeverReplacedByAnother() {
        variables.put("HANDOFF_ROUTES", "heavy:cloud-tasks");
        var dispatcher = dispatcher();

        assertThatThrownBy(() -> dispatcher.choose("transcribe"))
                .isInstanceOf(DispatchMisconfigured.class)
                .hasMessageContaining("HANDOFF_ROUTES says heavy:cloud-tasks")
                .hasMessageContaining("cloud-tasks can't take transcribe: no queue");
        assertThat(dispatcher.faults()).singleElement().asString().contains("can't take transcribe: no queue");
    }

    @Test
    void dryRunStillWins() {
        variables.put("TASKS_DRY_RUN", "true");
        variables.put("HANDOFF_ROUTES", "heavy:cloud-tasks,light:local");

        assertThat(dispatcher().choose("transcribe")).isEqualTo("dry-run");
        assertThat(dispatcher().choose("process-message")).isEqualTo("dry-run");
        assertThat(dispatcher().faults()).isEmpty();
    }

    @Test
    void explanationTellsWhoWasAskedAndWhy() {
        variables.put("HANDOFF_ROUTES", "heavy:rabbitmq");

        var verdicts = dispatcher().explain("transcribe");

        assertThat(verdicts.keySet()).containsExactly("dry-run", "cloud-tasks", "rabbitmq", "worker", "local");
        assertThat(verdicts.get("rabbitmq"))
                .isEqualTo(new Verdict.Takes("HANDOFF_ROUTES says heavy:rabbitmq; it was asked"));
        assertThat(verdicts.get("worker"))
                .isEqualTo(new Verdict.Passes("not asked, since HANDOFF_ROUTES says heavy:rabbitmq"));
        assertThat(verdicts.get("dry-run").reason()).isEqualTo("TASKS_DRY_RUN is off");
    }

    @ParameterizedTest
    @CsvSource({
        "'heavy',                   'heavy can''t be read; entries are such as heavy:rabbitmq'",
        "'heavy=rabbitmq',          'heavy=rabbitmq can''t be read'",
        "'heavy:pigeon',            'heavy:pigeon names no route; known are cloud-tasks, rabbitmq, worker, local'",
        "'heavy:dry-run',           'heavy:dry-run names no route'",
        "'medium:local',            'medium:local names neither heavy nor light nor a task type that is here'",
        "'medium:local',            'known are count-words, process-message, transcribe'",
        "'heavy:local,heavy:worker', 'heavy:worker is the second entry for heavy'",
    })
    void faultIsToldWithTheRemedyAndNothingStartsOrIsChosen(String routes, String told) {
        variables.put("HANDOFF_ROUTES", routes);
        var dispatcher = dispatcher();

        assertThat(dispatcher.faults())
                .singleElement()
                .asString()
                .startsWith("HANDOFF_ROUTES: ")
                .contains(told);
        assertThatThrownBy(() -> dispatcher.check(null, true)).hasMessageContaining(told);
        assertThatThrownBy(() -> dispatcher.choose("process-message")).isInstanceOf(DispatchMisconfigured.class);
    }

    private Dispatcher dispatcher() {
        var config = Settings.of(DispatchConfig.class, variables);
        List<Route> routes = List.of(
                new Fixed("local", new Verdict.Takes("always"), new Verdict.Takes("always")),
                new Fixed("worker", new Verdict.Takes("on"), new Verdict.Takes("on")),
                new Fixed("rabbitmq", new Verdict.Passes("for heavy ones"), new Verdict.Takes("it was asked")),
                new Fixed("cloud-tasks", new Verdict.Passes("no queue"), new Verdict.Passes("no queue")),
                DryRunRouteOf.variables(variables));
        return new Dispatcher(
                routes,
                config,
                new Weights(config, WeightsOf.types(CODE), TypeNames.of(WeightsOf.types(CODE))),
                new Heard());
    }

    /** Always says the same. */
    private record Fixed(String name, Verdict byItself, Verdict whenAsked) implements Route {

        @Override
        public Verdict verdict(String type) {
            return byItself;
        }

        @Override
        public Verdict asked(String type) {
            return whenAsked;
        }

        @Override
        public Dispatched ring(Doorbell bell, Supplier<String> input) {
            return new Dispatched(name, TaskState.QUEUED);
        }

        @Override
        public String probe(String type) {
            return name;
        }
    }
}
