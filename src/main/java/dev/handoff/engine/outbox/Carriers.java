package dev.handoff.engine.outbox;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Chooses the carrier. */
@ApplicationScoped
public class Carriers {

    private final List<Carrier> carriers;

    /** @param carriers sorted by priority, the highest first */
    public Carriers(@All List<Carrier> carriers) {
        this.carriers = carriers;
    }

    /** The carrier that is used. There always is one, since delivery within the process is always possible. */
    public Carrier active() {
        return carriers.stream().filter(Carrier::isConfigured).findFirst().orElseThrow();
    }
}
