package dev.handoff.edge.trigger.celery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Where results go. */
interface CeleryBackend {

    /** Where the result of a call is to go, to be kept with it; empty if nobody wants it. */
    String address(CeleryMessage call);

    /**
     * Sends a result. It may arrive twice.
     *
     * @param address never empty
     * @throws IOException if it can't be sent now
     */
    void send(String address, String id, ObjectNode result) throws IOException;

    /** Results are kept in PostgreSQL alone. */
    final class None implements CeleryBackend {

        @Override
        public String address(CeleryMessage call) {
            return "";
        }

        @Override
        public void send(String address, String id, ObjectNode result) {
            // Somebody wanted it when the setting was another.
        }
    }
}
