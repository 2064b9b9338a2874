package dev.handoff.edge.live;

/**
 * What is sent to clients: an event in its envelope, or the answer to something that the client asked for.
 *
 * @param id where to resume after it; 0 for answers
 * @param name of the event
 * @param end whether its task has ended with it
 */
record Message(long id, String name, String json, boolean end) {

    /** About how much memory it takes while it waits, in bytes. */
    int size() {
        return 100 + json.length();
    }
}
