package dev.handoff.edge.live;

import jakarta.ws.rs.ServiceUnavailableException;

/** No more can follow here at present; another instance may have room. */
final class TooManyClients extends ServiceUnavailableException {

    TooManyClients() {
        super("too many clients follow what happens at this instance");
    }
}
