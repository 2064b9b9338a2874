package dev.handoff.edge.http.search;

import dev.handoff.domain.search.Items;
import java.util.List;

/** A single message or atom that breaks rules. Nothing was stored. */
public final class InvalidItem extends RuntimeException {

    private final transient List<Items.Fault> faults;

    /** @param faults at least one */
    InvalidItem(List<Items.Fault> faults) {
        super(faults.getFirst().field() + ": " + faults.getFirst().detail());
        this.faults = List.copyOf(faults);
    }

    public List<Items.Fault> faults() {
        return faults;
    }
}
