package dev.handoff.cli;

import dev.handoff.api.OidcVerifier;
import dev.handoff.dispatch.DispatchMisconfigured;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.Verdict;
import dev.handoff.engine.TaskTypes;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for what keeps tasks from being brought: settings, queues, permissions, servers that don't answer. */
@Singleton
final class DispatchCheck {

    private final Dispatcher dispatcher;
    private final TaskTypes types;
    private final OidcVerifier oidc;

    DispatchCheck(Dispatcher dispatcher, TaskTypes types, OidcVerifier oidc) {
        this.dispatcher = dispatcher;
        this.types = types;
        this.oidc = oidc;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.of("dispatch", this::choices));
        chosen().forEach((type, route) ->
                findings.add(Finding.of(route, () -> type + ": " + dispatcher.probe(route, type))));
        findings.add(Finding.of("tokens", oidc::probe));
        // What is wrong with a queue is wrong with it for all its types.
        return findings.stream().distinct().toList();
    }

    private String choices() {
        var faults = dispatcher.faults();
        if (!faults.isEmpty()) {
            throw Refused.usage(String.join("; ", faults));
        }
        var passed = new ArrayList<String>();
        for (var entry : dispatcher.explain(names().getFirst()).entrySet()) {
            if (entry.getValue() instanceof Verdict.Takes takes) {
                passed.add("so " + entry.getKey() + " takes tasks: " + takes.reason());
                break;
            }
            passed.add(entry.getValue().reason());
        }
        return String.join("; ", passed);
    }

    /** Routes by type, of those that have one. */
    private Map<String, String> chosen() {
        var chosen = new LinkedHashMap<String, String>();
        for (var type : names()) {
            try {
                chosen.put(type, dispatcher.choose(type));
            } catch (DispatchMisconfigured told) {
                // The finding about dispatch says so.
            }
        }
        return chosen;
    }

    private List<String> names() {
        return types.all().stream().map(TaskType::name).toList();
    }
}
