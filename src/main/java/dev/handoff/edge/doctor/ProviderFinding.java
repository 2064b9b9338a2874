package dev.handoff.edge.doctor;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.Provider;
import java.util.function.Function;

/** What doctor says about a provider that only some tasks need. */
final class ProviderFinding {

    private ProviderFinding() {}

    /**
     * The one that would be asked.
     *
     * @param ready what is said of it
     * @param named whether the settings name a provider: only then is it a fault if none is ready
     * @param need says which tasks need one
     */
    static <P extends Provider> String of(Chosen<P> chosen, Function<P, String> ready, boolean named, String need) {
        return switch (chosen) {
            case Chosen.One<P>(var one) -> ready.apply(one);
            case Chosen.None<P>(var reason) when named -> throw new Finding.Fault(reason);
            case Chosen.None<P>(var reason) -> throw new Finding.Unused(reason + "; " + need);
        };
    }
}
